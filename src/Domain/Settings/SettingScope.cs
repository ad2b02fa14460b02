using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Settings;

/// <summary>Whom a setting is for: everybody, or one clinic.</summary>
public static class SettingScope
{
    /// <summary>For every clinic that has none of its own.</summary>
    public const string Default = "default";

    public static string Of(ClinicId clinic) => clinic.Value;

    /// <summary>Whether the text is a scope; a clinic need not exist.</summary>
    /// <param name="clinic">Whose scope it is; null for <see cref="Default"/>.</param>
    public static bool TryParse(string? text, out ClinicId? clinic)
    {
        clinic = ClinicId.TryParse(text, out var id) ? id : null;
        return clinic is not null || text == Default;
    }
}
