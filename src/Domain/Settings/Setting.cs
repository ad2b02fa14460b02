namespace Dispatch.Domain.Settings;

/// <summary>A document that the operator edits while the product runs, at one version.</summary>
/// <param name="Kind">What it is about: the name of a <see cref="SettingKind"/>.</param>
/// <param name="Scope">Whom it is for, as <see cref="SettingScope"/> writes it.</param>
/// <param name="Version">Of its journal stream: grows by one with each edit, from 1.</param>
/// <param name="Body">JSON; <c>null</c> once taken back: then what is less specific counts again.</param>
/// <param name="ChangedBy">Who made this version.</param>
public sealed record Setting(
    string Kind,
    string Scope,
    long Version,
    string Body,
    DateTimeOffset ChangedAt,
    string ChangedBy);
