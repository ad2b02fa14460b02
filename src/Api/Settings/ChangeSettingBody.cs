using System.Text.Json;

namespace Dispatch.Api.Settings;

/// <param name="Version">The version that the edit builds on; 0 for the first.</param>
/// <param name="Value">The whole document; null takes it back.</param>
public sealed record ChangeSettingBody(long? Version, JsonElement? Value);
