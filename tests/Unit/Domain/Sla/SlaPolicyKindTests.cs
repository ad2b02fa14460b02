using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.Sla;

namespace Dispatch.Tests.Unit.Domain.Sla;

public class SlaPolicyKindTests
{
    [Fact]
    public void Parse_AFullDocument_PutsTheMostSpecificRuleFirst()
    {
        var (policy, faults) = Parse(
            """
            {"rules":[
              {"promises":{"giveUpSeconds":900}},
              {"modality":"live","promises":{"acceptSeconds":60}},
              {"service":"botox","modality":"live","promises":{"firstOfferSeconds":5,"startSeconds":60,"completeSeconds":600,"inProgressLimitSeconds":900},
               "steps":[{"promise":"acceptance","percent":40,"action":"raisePriority"}]}]}
            """);

        Assert.Empty(faults);
        Assert.Equal(new ServiceId("botox"), policy!.Rules[0].Service);
        Assert.Equal([new LadderStep(SlaPromise.Acceptance, 40, LadderAction.RaisePriority)], policy.Rules[0].Steps!.Value);
        Assert.Equal(Modality.Live, policy.Rules[1].Modality);
        Assert.Equal(TimeSpan.FromMinutes(15), policy.Rules[2].GiveUp);
    }

    [Theory]
    [InlineData("7", "")]
    [InlineData("{}", "rules")]
    [InlineData("""{"rules":[],"rule":[]}""", "rule")]
    [InlineData("""{"rules":[{"service":"nonesuch"}]}""", "rules[0].service")]
    [InlineData("""{"rules":[{"modality":"phone"}]}""", "rules[0].modality")]
    [InlineData("""{"rules":[{},{"promises":{"firstOfferSeconds":0}}]}""", "rules[1].promises.firstOfferSeconds")]
    [InlineData("""{"rules":[{"promises":{"acceptSeconds":"soon"}}]}""", "rules[0].promises.acceptSeconds")]
    [InlineData("""{"rules":[{"promises":{"patience":1}}]}""", "rules[0].promises.patience")]
    [InlineData("""{"rules":[{"steps":[{"promise":"start","percent":50,"action":"dropPreferences"}]}]}""", "rules[0].steps[0].action")]
    [InlineData("""{"rules":[{"steps":[{"promise":"start","percent":0,"action":"remindProvider"}]}]}""", "rules[0].steps[0].percent")]
    [InlineData("""{"rules":[{"steps":[{"promise":"start","percent":50}]}]}""", "rules[0].steps[0].action")]
    public void Parse_AFieldThatIsNotRight_IsNamed(string json, string field)
    {
        var (policy, faults) = Parse(json);

        Assert.Null(policy);
        Assert.Contains(field, faults);
    }

    [Fact]
    public void Parse_TheSameStepTwice_IsReported()
    {
        var step = """{"promise":"start","percent":50,"action":"remindProvider"}""";

        Assert.Equal(["rules[0].steps[1]"], Parse($$"""{"rules":[{"steps":[{{step}},{{step}}]}]}""").Faults);
    }

    [Fact]
    public void Parse_MoreStepsThanTheLimit_IsReported()
    {
        var steps = string.Join(',', Enumerable.Range(1, SlaLadder.StepsLimit + 1)
            .Select(percent => $$"""{"promise":"start","percent":{{percent}},"action":"remindProvider"}"""));

        Assert.Equal(["rules[0].steps"], Parse($$"""{"rules":[{"steps":[{{steps}}]}]}""").Faults);
    }

    private static (SlaPolicy? Policy, List<string> Faults) Parse(string json)
    {
        var faults = new List<string>();
        var policy = (SlaPolicy?)SlaPolicyKind.Instance.Parse(
            JsonDocument.Parse(json).RootElement, (field, _) => faults.Add(field));
        return (policy, faults);
    }
}
