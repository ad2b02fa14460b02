using Dispatch.Domain;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;
using Consult = Dispatch.Domain.Consults.Consult;

namespace Dispatch.Tests.Unit.Grains.Pools;

/// <summary>A pool of California, who is free there, and answers to what it puts.</summary>
internal static class PoolSamples
{
    public static StateLicensePool Pool(params Consult[] consults)
    {
        var pool = new StateLicensePool(new WaitingLine(WaitingLineLimits.Default, new BoardNeed(new StateBoard()), new IdleBoard()));
        foreach (var consult in consults)
        {
            pool.Changed(consult.ToOpenConsult(), fromStore: false);
        }

        return pool;
    }

    public static Candidate Candidate(ProviderId provider, long stamp = 1, double idleSince = 0) => new(
        provider,
        Credential.MD,
        [Modality.Live, Modality.Async],
        [ProviderProfile.AllServices],
        Noon.AddDays(30),
        At(idleSince),
        [],
        stamp);

    /// <summary>The next ticket, put to that provider, who is the only one free.</summary>
    public static PutTicket PutTo(this StateLicensePool pool, ProviderId provider, string offer = "1", double second = 0)
    {
        pool.Line.SetCandidate(Candidate(provider));
        return Assert.IsType<PutTicket>(pool.Decide(At(second), () => new OfferId("off_" + offer)));
    }

    /// <summary>The provider reserved a slot and has no other.</summary>
    public static OfferResult.Offered Reserved(PutTicket put, double second = 0) => new(
        new OfferSummary(
            put.Offer, put.Match.Candidate.Provider, At(second), At(second) + DispatchLimits.OfferTtl, put.Match.Reason),
        Remaining: null);

    /// <summary>The offer that is out after that provider reserved a slot.</summary>
    public static OfferSummary OfferTo(
        this StateLicensePool pool, ProviderId provider, string offer = "1", double second = 0)
    {
        var put = pool.PutTo(provider, offer, second);
        var answer = Reserved(put, second);
        Assert.Empty(pool.Answered(put, answer, At(second)));
        return answer.Offer;
    }

    /// <summary>Why that provider, who is free, would not be asked for the consult; null when he would.</summary>
    public static PassedOverReason? WhyNot(this StateLicensePool pool, string consult, ProviderId provider)
    {
        pool.Line.SetCandidate(Candidate(provider, stamp: 99));
        return pool.Explain(new ConsultId("cns_" + consult))!.Candidates.Single(c => c.Provider == provider).PassedOver;
    }
}
