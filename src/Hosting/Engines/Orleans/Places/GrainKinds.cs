namespace Dispatch.Hosting.Places;

/// <summary>The engine's names of the grains that have a place: of their classes, without "Grain".</summary>
public static class GrainKinds
{
    public static readonly GrainType Consult = GrainType.Create("consult");
    public static readonly GrainType Pool = GrainType.Create("statelicensepool");
    public static readonly GrainType Provider = GrainType.Create("provider");
}
