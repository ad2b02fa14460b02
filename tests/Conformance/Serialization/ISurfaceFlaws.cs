namespace Dispatch.Tests.Conformance.Serialization;

#pragma warning disable CA1051, CA1002 // Each member is a flaw that the check must find.

/// <summary>An interface with one of every flaw. No grain implements it; it is not a grain interface by its base.</summary>
internal interface ISurfaceFlaws
{
    Task<SurfaceFlaw> Bare();

    [Alias("bare-too")]
    Task<SurfaceFlawFamily> BareToo(SurfaceFlawKind kind);

    [Alias("bare-too")]
    Task Twice(List<int> numbers);

    [Alias("any")]
    Task Any(object anything, SurfaceTwin twin);
}

internal sealed record SurfaceFlaw(int Unnumbered, [property: Id(1)] int First, [property: Id(1)] int Second)
{
    [Id(2)]
    public readonly int Fixed = 1;

    [Id(3)]
    public int Open = 1;

    [Id(4)]
    public int Settable { get; set; }

    [Id(5)]
    public byte[] Codes { get; init; } = [];
}

[GenerateSerializer]
[Alias("surface.same")]
internal abstract record SurfaceFlawFamily
{
    internal sealed record Hidden(int Value) : SurfaceFlawFamily;
}

[GenerateSerializer]
[Alias("surface.same")]
internal sealed record SurfaceTwin;

internal enum SurfaceFlawKind
{
    None,
}
