using Dispatch.Domain.Ids;
using Dispatch.Domain.Settings;

namespace Dispatch.Grains.Settings;

/// <summary>
/// The settings as this process knows them: an edit made here counts at once, one made in another process within
/// seconds. Reads are from memory and may be made anywhere, from any thread.
/// </summary>
public interface ISettings
{
    /// <summary>Grows with every change that this process learns of: who keeps what follows from settings compares it.</summary>
    long Revision { get; }

    /// <summary>What stands at exactly this scope; null when nothing does.</summary>
    T? Find<T>(SettingKind<T> kind, string scope)
        where T : class;

    /// <summary>What counts for the clinic: its own, else the default's; null when there is neither.</summary>
    T? For<T>(SettingKind<T> kind, ClinicId clinic)
        where T : class => Find(kind, SettingScope.Of(clinic)) ?? Find(kind, SettingScope.Default);
}
