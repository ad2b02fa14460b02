using System.Text.Json;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Settings;
using Dispatch.Domain.States;

namespace Dispatch.Tests.Unit.Domain.Pools;

public class DistributionPolicyKindTests
{
    [Fact]
    public void Parse_AFullDocument_IsThePolicyOfEachState()
    {
        var (distribution, faults) = Parse(
            """{"policy":"roundRobin","states":[{"state":"CA","policy":"leastFlexible"},{"state":"DC","policy":"longestIdle"}]}""");

        Assert.Empty(faults);
        Assert.Equal(DistributionPolicy.LeastFlexible, distribution!.In(new StateCode("CA")));
        Assert.Equal(DistributionPolicy.LongestIdle, distribution.In(new StateCode("DC")));
        Assert.Equal(DistributionPolicy.RoundRobin, distribution.In(new StateCode("NY")));
    }

    [Theory]
    [InlineData("longestIdle", DistributionPolicy.LongestIdle)]
    [InlineData("roundRobin", DistributionPolicy.RoundRobin)]
    [InlineData("leastFlexible", DistributionPolicy.LeastFlexible)]
    public void Parse_WithoutStates_IsTheSameEverywhere(string word, DistributionPolicy policy)
    {
        var (distribution, faults) = Parse($$"""{"policy":"{{word}}"}""");

        Assert.Empty(faults);
        Assert.All(StateCatalog.All, state => Assert.Equal(policy, distribution!.In(state.Code)));
    }

    [Fact]
    public void Parse_EveryStateOnItsOwn_IsTaken()
    {
        var states = string.Join(',', StateCatalog.All.Select(s => $$"""{"state":"{{s.Code}}","policy":"roundRobin"}"""));

        Assert.Empty(Parse($$"""{"policy":"longestIdle","states":[{{states}}]}""").Faults);
    }

    [Theory]
    [InlineData("7", "")]
    [InlineData("{}", "policy")]
    [InlineData("""{"policy":null}""", "policy")]
    [InlineData("""{"policy":"fastest"}""", "policy")]
    [InlineData("""{"policy":"RoundRobin"}""", "policy")]
    [InlineData("""{"policy":1}""", "policy")]
    [InlineData("""{"policy":"roundRobin","state":"CA"}""", "state")]
    [InlineData("""{"policy":"roundRobin","states":{"CA":"roundRobin"}}""", "states")]
    [InlineData("""{"policy":"roundRobin","states":[{"policy":"roundRobin"}]}""", "states[0].state")]
    [InlineData("""{"policy":"roundRobin","states":[{"state":"ca","policy":"roundRobin"}]}""", "states[0].state")]
    [InlineData("""{"policy":"roundRobin","states":[{"state":"PR","policy":"roundRobin"}]}""", "states[0].state")]
    [InlineData("""{"policy":"roundRobin","states":[{"state":"CA"}]}""", "states[0].policy")]
    [InlineData("""{"policy":"roundRobin","states":[{"state":"CA","policy":"nobody"}]}""", "states[0].policy")]
    [InlineData("""{"policy":"roundRobin","states":[{"state":"CA","policy":"roundRobin","clinic":"cli_x"}]}""", "states[0].clinic")]
    [InlineData("""{"policy":"roundRobin","states":[{"state":"CA","policy":"roundRobin"},{"state":"CA","policy":"longestIdle"}]}""", "states[1].state")]
    public void Parse_AFieldThatIsNotRight_IsNamedAlone(string json, string field)
    {
        var (distribution, faults) = Parse(json);

        Assert.Null(distribution);
        Assert.Equal(field, faults[0].Field);
        Assert.All(faults.Skip(1), fault => Assert.Equal("policy", fault.Field));
    }

    [Fact]
    public void Parse_AWordThatIsNoPolicy_SaysWhichThereAre() => Assert.Equal(
        [("policy", "Expected one of longestIdle, roundRobin, leastFlexible.")], Parse("""{"policy":"fastest"}""").Faults);

    [Theory]
    [InlineData("default", true)]
    [InlineData("cli_01jd7zzzzzzzzzzzzzzzzzzzzz", false)]
    [InlineData("CA", false)]
    public void Has_AScope_OnlyThatOfEverybody(string scope, bool expected)
    {
        Assert.Equal(expected, DistributionPolicyKind.Instance.Has(scope));
        Assert.Contains(DistributionPolicyKind.Instance, SettingKinds.All);
    }

    [Fact]
    public void Default_EverywhereTheLongestIdle() =>
        Assert.All(StateCatalog.All, state => Assert.Equal(DistributionPolicy.LongestIdle, Distribution.Default.In(state.Code)));

    private static (Distribution? Distribution, List<(string Field, string Expected)> Faults) Parse(string json)
    {
        var faults = new List<(string, string)>();
        var distribution = (Distribution?)DistributionPolicyKind.Instance.Parse(
            JsonDocument.Parse(json).RootElement, (field, expected) => faults.Add((field, expected)));
        return (distribution, faults);
    }
}
