using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Providers;
using Dispatch.Journal;
using Dispatch.Tests.Conformance.Journal;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>A provider who is active in two processes: what the first does not know, the store does.</summary>
public sealed class TwoActivationsTests : IAsyncDisposable
{
    private readonly DispatchProcess _first;
    private readonly DispatchProcess _second;
    private readonly ProviderId _provider;

    public TwoActivationsTests()
    {
        _first = new DispatchProcess();
        _second = new DispatchProcess(beside: _first);
        _provider = _first.Register("CA");
    }

    [Fact]
    public void Start_WhenTheStoreCannotSayWhatTheOtherTookOn_IsNotAnsweredGone()
    {
        var (consult, _) = AcceptedByTheSecond();
        _first.Store.IsDown = true;

        Assert.Throws<StoreUnavailableException>(() => _first.Run(() => _first.Provider(_provider).Start(consult)));

        _first.Store.IsDown = false;
        Assert.IsType<StartResult.Done>(_first.Run(() => _first.Provider(_provider).Start(consult)));
    }

    [Fact]
    public void Accept_WhenTheStoreCannotSayWhatTheOtherTookOn_IsNotAnsweredGone()
    {
        var (_, offer) = AcceptedByTheSecond();
        _first.Store.IsDown = true;

        Assert.Throws<StoreUnavailableException>(() => _first.Run(() => _first.Provider(_provider).Accept(offer)));

        _first.Store.IsDown = false;
        Assert.IsType<AcceptResult.Assigned>(_first.Run(() => _first.Provider(_provider).Accept(offer)));
    }

    [Fact]
    public void Accept_OfAConsultThatTheOtherKnowsToBeOfferedToOneMore_TakesThatOfferBack()
    {
        _first.GoOnDuty(_provider);
        var consult = _first.Request();
        var one = _first.OfferOf(consult);
        var now = _first.Clock.GetUtcNow();
        var more = new OfferSummary(
            Samples.New<OfferId>(), Samples.New<ProviderId>(), now, now.AddSeconds(30), new MatchReason(DistributionPolicy.LongestIdle, 1, [], 0));
        _second.Run(() => _second.Consult(consult).RecordOffer(new OfferFact.Made(more)));
        _first.Called.Clear();

        Assert.IsType<AcceptResult.Assigned>(_first.Run(() => _first.Provider(_provider).Accept(one)));

        Assert.Contains("IProviderGrain.Rescind", _first.Called);
    }

    [Fact]
    public void Suspend_WhenTheOtherReinstated_Suspends()
    {
        _first.Run(() => _first.Provider(_provider).Suspend("a complaint"));
        _second.Run(() => _second.Provider(_provider).Reinstate());

        _first.Run(() => _first.Provider(_provider).Suspend("another complaint"));

        Assert.True(_first.Tables.Providers[_provider].Suspended);
    }

    [Fact]
    public void Reinstate_WhenTheOtherSuspended_Reinstates()
    {
        _second.Run(() => _second.Provider(_provider).Suspend("a complaint"));

        _first.Run(() => _first.Provider(_provider).Reinstate());

        Assert.False(_first.Tables.Providers[_provider].Suspended);
    }

    [Fact]
    public void RenewLicenses_WhenTheOtherReplacedThem_BringsNoneBack()
    {
        _second.Run(() => _second.Provider(_provider).ReplaceLicenses([DispatchProcess.License("TX")]));

        _first.Run(() => _first.Provider(_provider).RenewLicenses([DispatchProcess.License("NY")]));

        Assert.Equal(["NY", "TX"], LicensedIn());
    }

    [Fact]
    public void RenewLicenses_ThatTheOtherTookAway_AreThereAgain()
    {
        _second.Run(() => _second.Provider(_provider).ReplaceLicenses([DispatchProcess.License("TX")]));

        _first.Run(() => _first.Provider(_provider).RenewLicenses([DispatchProcess.License("CA")]));

        Assert.Equal(["CA", "TX"], LicensedIn());
    }

    [Fact]
    public void RenewLicenses_WhenTheOtherReplacedTheShifts_LeavesDutyOutsideThem()
    {
        _first.GoOnDuty(_provider);
        _first.Edit(ShiftPolicyKind.Instance, """{"shiftsRequired":true}""");
        _first.ReadSettings();
        var lastYear = new DatedWindow(DateOnly.FromDateTime(Samples.At.UtcDateTime).AddYears(-1), TimeWindow.WholeDay);
        _second.Run(() => _second.Provider(_provider).ReplaceShifts(new ShiftPlan("UTC", [], [lastYear])));

        _first.Run(() => _first.Provider(_provider).RenewLicenses([DispatchProcess.License("CA")]));
        _first.Advance(TimeSpan.Zero);

        Assert.Equal(Duty.OffDuty, _first.Tables.Providers[_provider].Duty);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    private IEnumerable<string> LicensedIn() =>
        _first.Tables.Providers[_provider].Profile.Licenses.Select(l => l.State.Value).Order(StringComparer.Ordinal);

    private (ConsultId Consult, OfferId Offer) AcceptedByTheSecond()
    {
        _second.GoOnDuty(_provider);
        var consult = _second.Request();
        var offer = _second.OfferOf(consult);
        Assert.IsType<AcceptResult.Assigned>(_second.Run(() => _second.Provider(_provider).Accept(offer)));
        return (consult, offer);
    }
}
