using System.Text.Json;

namespace Dispatch.Api.Settings;

/// <summary>One edit: who, when, what.</summary>
/// <param name="Value">What it said from then on; null when it was taken back.</param>
public sealed record SettingVersionBody(long Version, DateTimeOffset ChangedAt, string ChangedBy, JsonElement? Value);
