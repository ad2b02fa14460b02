using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Domain.Consults;

public class SlaPromisesTests
{
    [Fact]
    public void From_Live_CountsTheStartFromTheLastMomentOfAcceptance()
    {
        var sla = SlaPromises.DefaultFor(Modality.Live).From(Noon);

        Assert.Equal((At(10), At(120), At(300)), (sla.FirstOfferBy, sla.AcceptBy, sla.StartBy));
        Assert.Equal((At(3600), At(1800)), (sla.CompleteBy, sla.GiveUpAt));
        Assert.Equal((TimeSpan.FromMinutes(3), TimeSpan.FromHours(1)), (sla.StartWithin, sla.InProgressLimit));
    }

    [Fact]
    public void From_Async_PromisesNoStart()
    {
        var sla = SlaPromises.DefaultFor(Modality.Async).From(Noon);

        Assert.Equal((null, null), (sla.StartBy, sla.StartWithin));
        Assert.Equal((At(300), At(1800), At(86400)), (sla.FirstOfferBy, sla.AcceptBy, sla.GiveUpAt));
    }

    [Theory]
    [InlineData(Modality.Live)]
    [InlineData(Modality.Async)]
    public void DefaultFor_EachPromise_ComesBeforeWhatFollowsFromIt(Modality modality)
    {
        var promises = SlaPromises.DefaultFor(modality);

        Assert.True(promises.FirstOffer < promises.Acceptance);
        Assert.True(promises.Acceptance < promises.GiveUp);
        Assert.True(promises.Acceptance + (promises.Start ?? TimeSpan.Zero) < promises.Completion);
    }
}
