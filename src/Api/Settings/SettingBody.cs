using System.Text.Json;
using Dispatch.Domain.Settings;

namespace Dispatch.Api.Settings;

/// <param name="Version">Send it with the next edit; 0 as long as nobody edited it.</param>
/// <param name="ChangedAt">Null as long as nobody edited it.</param>
/// <param name="Value">Null when nothing is said at this scope: what is less specific counts.</param>
public sealed record SettingBody(
    string Kind, string Scope, long Version, DateTimeOffset? ChangedAt, string? ChangedBy, JsonElement? Value)
{
    public static SettingBody Of(Setting setting) => new(
        setting.Kind, setting.Scope, setting.Version, setting.ChangedAt, setting.ChangedBy, ValueOf(setting.Body));

    public static SettingBody Unset(string kind, string scope) => new(kind, scope, 0, null, null, null);

    private static JsonElement? ValueOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Null ? null : document.RootElement.Clone();
    }
}
