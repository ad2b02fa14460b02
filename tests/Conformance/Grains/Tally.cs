namespace Dispatch.Tests.Conformance.Grains;

/// <summary>State of <see cref="TallyGrain"/>; it never crosses a grain interface.</summary>
[GenerateSerializer]
[Alias("test.tally-state")]
public sealed class Tally
{
    [Id(0)]
    public int Count { get; set; }
}
