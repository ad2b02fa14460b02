using System.Text.Json;
using Dispatch.Domain;
using Dispatch.Domain.Settings;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Settings;

/// <summary>
/// Every setting in memory, read once into what the program uses. At most <see cref="DispatchLimits.SettingsHeld"/>:
/// an edit that would make one more is refused before it is recorded.
/// </summary>
public sealed partial class SettingsCache(ILogger<SettingsCache> log) : ISettings
{
    private readonly Dictionary<(string Kind, string Scope), (Setting Setting, object? Value)> _settings = [];
    private readonly Lock _lock = new();
    private long _revision;

    public long Revision => Interlocked.Read(ref _revision);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _settings.Count;
            }
        }
    }

    public T? Find<T>(SettingKind<T> kind, string scope)
        where T : class
    {
        lock (_lock)
        {
            return _settings.TryGetValue((kind.Name, scope), out var held) ? (T?)held.Value : null;
        }
    }

    /// <summary>The document as it was edited; null when nobody edited it.</summary>
    public Setting? Find(string kind, string scope)
    {
        lock (_lock)
        {
            return _settings.TryGetValue((kind, scope), out var held) ? held.Setting : null;
        }
    }

    /// <summary>Those of one kind, in the order of their scopes.</summary>
    public IReadOnlyList<Setting> Of(string kind)
    {
        lock (_lock)
        {
            return
            [
                .. _settings.Values.Select(held => held.Setting).Where(s => s.Kind == kind)
                    .OrderBy(s => s.Scope, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Takes over a version unless this or a later one is known.</summary>
    public void Learn(Setting setting)
    {
        lock (_lock)
        {
            var key = (setting.Kind, setting.Scope);
            var known = _settings.TryGetValue(key, out var held);
            if (known ? held.Setting.Version >= setting.Version : _settings.Count >= DispatchLimits.SettingsHeld)
            {
                return;
            }

            // The document first, then the revision: whoever sees the new revision sees what it is about.
            _settings[key] = (setting, ValueOf(setting, known ? held.Value : null));
            Interlocked.Increment(ref _revision);
        }
    }

    // What an older or newer program wrote and this one cannot read must not undo what was in force.
    private object? ValueOf(Setting setting, object? before)
    {
        if (SettingKinds.Find(setting.Kind) is not { } kind)
        {
            return null;
        }

        using var document = JsonDocument.Parse(setting.Body);
        if (document.RootElement.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var value = kind.Parse(
            document.RootElement,
            (field, expected) => LogUnreadable(setting.Kind, setting.Scope, setting.Version, field, expected));
        return value ?? before;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Setting {Kind} of {Scope}, version {Version}, is not used: {Field}: {Expected}")]
    private partial void LogUnreadable(string kind, string scope, long version, string field, string expected);
}
