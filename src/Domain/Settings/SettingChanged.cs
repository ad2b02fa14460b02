using System.Text.Json;

namespace Dispatch.Domain.Settings;

/// <summary>The one event of a setting's stream: what it says from now on, and who says so.</summary>
/// <param name="Value">The whole document; null once taken back.</param>
public sealed record SettingChanged(string Kind, string Scope, JsonElement? Value, string ChangedBy)
{
    public const string EventType = "setting.changed";

    /// <summary>The journal stream of one setting.</summary>
    public static string StreamOf(string kind, string scope) => $"setting/{kind}/{scope}";
}
