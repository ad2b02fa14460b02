using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.Sla;

namespace Dispatch.Tests.Unit.Domain.Sla;

public class SlaTermsTests
{
    private static readonly ServiceId Botox = new("botox");
    private static readonly ServiceId Glp1 = new("glp1");
    private static readonly ImmutableArray<LadderStep> NoSteps = [];

    [Fact]
    public void For_NoPolicy_IsTheTableOfTheModality()
    {
        Assert.Equal(new SlaTerms(SlaPromises.Live, null), SlaTerms.For(null, null, [Botox], Modality.Live));
        Assert.Equal(new SlaTerms(SlaPromises.Async, null), SlaTerms.For(null, null, [Botox], Modality.Async));
    }

    [Fact]
    public void For_SeveralRules_TakesEachTimeFromTheMostSpecificThatSaysIt()
    {
        var standard = new SlaPolicy(
        [
            new SlaRule(Botox, Modality.Live, FirstOffer: Seconds(1), Acceptance: Seconds(11)),
            new SlaRule(null, null, FirstOffer: Seconds(2), Completion: Seconds(100), Steps: NoSteps),
        ]);
        var clinic = new SlaPolicy([new SlaRule(null, Modality.Live, FirstOffer: Seconds(3))]);

        var terms = SlaTerms.For(clinic, standard, [Botox], Modality.Live);

        Assert.Equal(
            SlaPromises.Live with { FirstOffer = Seconds(3), Acceptance = Seconds(11), Completion = Seconds(100) }, terms.Promises);
        Assert.Empty(terms.Ladder!.Steps);
        Assert.Equal(Seconds(2), SlaTerms.For(null, standard, [Glp1], Modality.Async).Promises.FirstOffer);
    }

    [Fact]
    public void For_SeveralServices_PromisesTheShortestAndGivesUpLast()
    {
        var policy = new SlaPolicy(
        [
            new SlaRule(Botox, null, Acceptance: Seconds(30), GiveUp: Seconds(600), Steps: NoSteps),
            new SlaRule(Glp1, null, Acceptance: Seconds(60), GiveUp: Seconds(900)),
        ]);

        var terms = SlaTerms.For(policy, null, [Botox, Glp1], Modality.Live);

        Assert.Equal((Seconds(30), Seconds(900)), (terms.Promises.Acceptance, terms.Promises.GiveUp));
        Assert.Empty(terms.Ladder!.Steps);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
