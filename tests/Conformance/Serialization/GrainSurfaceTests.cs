using System.Reflection;
using Dispatch.Tests.Conformance.Grains;

namespace Dispatch.Tests.Conformance.Serialization;

public sealed class GrainSurfaceTests
{
    [Theory]
    [InlineData("Dispatch.Domain")]
    [InlineData("Dispatch.Grains")]
    public void GrainInterfaces_OfTheProduct_CarryOnlyWhatSurvivesASocket(string assembly) =>
        Assert.Empty(new GrainSurface(IsOurs).Check(Assembly.Load(assembly)).Violations);

    [Fact]
    public void GrainInterfaces_OfThisSuite_CarryOnlyWhatSurvivesASocket() =>
        Assert.Empty(new GrainSurface(IsOurs).CheckInterface(typeof(IProbeGrain)).CheckInterface(typeof(IProbeObserver))
            .CheckInterface(typeof(ITallyGrain)).CheckInterface(typeof(IMoodyGrain))
            .CheckInterface(typeof(IReentrantGrain)).Violations);

    [Theory]
    [InlineData("ISurfaceFlaws has no [Alias]")]
    [InlineData("ISurfaceFlaws.Bare has no [Alias]")]
    [InlineData("ISurfaceFlaws.Twice: another method has the alias \"bare-too\"")]
    [InlineData("ISurfaceFlaws.Twice uses the mutable collection System.Collections.Generic.List`1[System.Int32]")]
    [InlineData("ISurfaceFlaws.Any uses object, which can be anything")]
    [InlineData("SurfaceFlaw has no [GenerateSerializer]")]
    [InlineData("SurfaceFlaw has no [Alias]")]
    [InlineData("SurfaceFlaw.Unnumbered has no [Id]")]
    [InlineData("SurfaceFlaw.Second: another member has the id 1")]
    [InlineData("SurfaceFlaw.Settable can be set after it was sent")]
    [InlineData("SurfaceFlaw.Codes uses the mutable array System.Byte[]")]
    [InlineData("SurfaceFlaw.Open is a field that can change after it was sent")]
    [InlineData("SurfaceFlawFamily+Hidden has no [GenerateSerializer]")]
    [InlineData("SurfaceFlawFamily+Hidden.Value has no [Id]")]
    [InlineData("SurfaceFlawKind has no [GenerateSerializer]")]
    [InlineData("have one alias, \"surface.same\"")]
    public void Surface_WithAFlaw_NamesIt(string flaw) =>
        Assert.Contains(
            new GrainSurface(IsOurs).CheckInterface(typeof(ISurfaceFlaws)).Violations,
            violation => violation.EndsWith(flaw, StringComparison.Ordinal));

    private static bool IsOurs(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("Dispatch.", StringComparison.Ordinal)
        && type.Assembly != typeof(IAddressable).Assembly;
}
