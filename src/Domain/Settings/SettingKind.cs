using System.Text.Json;

namespace Dispatch.Domain.Settings;

/// <summary>A kind of document that the operator edits: its name and what is right in it.</summary>
public abstract class SettingKind
{
    /// <summary>In paths and in the store; in kebab case, at most 24 characters, and never changed.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it can be said for one clinic, and not for everybody only.</summary>
    public virtual bool IsPerClinic => true;

    /// <summary>Whether the text is a scope that this kind has; a clinic need not exist.</summary>
    public bool Has(string scope) => SettingScope.TryParse(scope, out var clinic) && (clinic is null || IsPerClinic);

    /// <summary>The document as this program uses it; null when something was reported.</summary>
    public abstract object? Parse(JsonElement body, SettingFault fault);
}
