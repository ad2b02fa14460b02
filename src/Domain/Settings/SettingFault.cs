namespace Dispatch.Domain.Settings;

/// <summary>Hears of each field of a setting that is not right.</summary>
/// <param name="field">Its path inside the document, for instance <c>rules[0].modality</c>.</param>
/// <param name="expected">What would be right.</param>
public delegate void SettingFault(string field, string expected);
