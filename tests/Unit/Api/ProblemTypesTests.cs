using System.Reflection;
using System.Text.RegularExpressions;
using Dispatch.Api.Problems;

namespace Dispatch.Tests.Unit.Api;

public partial class ProblemTypesTests
{
    [Fact]
    public void All_HoldsEveryTypeOnceInTheOrderOfTheirNames()
    {
        var declared = typeof(ProblemTypes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetValue(null)).OfType<ProblemType>().Select(t => t.Name).Order(StringComparer.Ordinal);

        Assert.Equal(declared, ProblemTypes.All.Select(t => t.Name));
        Assert.Distinct(ProblemTypes.All.Select(t => t.Name));
    }

    [Fact]
    public void All_AreKebabCaseRefusals() => Assert.All(ProblemTypes.All, type =>
    {
        Assert.Matches(KebabCase(), type.Name);
        Assert.InRange(type.Status, 400, 599);
    });

    [Theory]
    [InlineData(404, "not-found")]
    [InlineData(405, "method-not-allowed")]
    [InlineData(413, "too-large")]
    [InlineData(415, "unsupported-media-type")]
    [InlineData(418, "bad-request")]
    [InlineData(502, "internal")]
    public void OfFrameworkStatus_GivesEachAType(int status, string name) =>
        Assert.Equal(name, ProblemTypes.OfFrameworkStatus(status).Name);

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase();
}
