namespace Dispatch.Client.Traffic;

/// <summary>The services that traffic asks for, as the catalogue spells them.</summary>
public static class ServiceId
{
    public const string Botox = "botox";
    public const string Filler = "filler";
    public const string Laser = "laser";
    public const string Glp1 = "glp1";
    public const string Peptide = "peptide";
    public const string Hormone = "hormone";
    public const string Iv = "iv";
    public const string Hair = "hair";
    public const string Skin = "skin";
    public const string UrgentCare = "urgent-care";

    public static IReadOnlyList<string> All { get; } =
        [Botox, Filler, Laser, Glp1, Peptide, Hormone, Iv, Hair, Skin, UrgentCare];

    /// <summary>Those that a form is enough for; the others need a live consult.</summary>
    public static IReadOnlyList<string> ByForm { get; } = [Botox, Filler, Laser, Glp1, Iv, Hair, Skin];
}
