using Dispatch.Client.Traffic;

namespace Dispatch.Tests.Unit.Client;

public class TrafficRecordTests
{
    private readonly ManualTime _time = new();
    private readonly TrafficRecord _record;

    public TrafficRecordTests() => _record = new TrafficRecord(_time, new TrafficOptions { TrackedConsults = 2 });

    [Fact]
    public void Latency_OfferBeforeTheAnswer_CountsFromTheRequest()
    {
        var requestedAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(4));
        _record.Offered("cns_1", "off_1", _time.GetUtcNow().AddSeconds(30));
        _time.Advance(TimeSpan.FromMilliseconds(3));
        _record.Requested("cns_1", requestedAt, null);

        Assert.Equal(TimeSpan.FromMilliseconds(4), _record.Count().OfferLatencyP50);
    }

    [Fact]
    public void Waiting_EndsWithAcceptanceOrGivingUp()
    {
        var giveUpAt = _time.GetUtcNow().AddMinutes(30);
        _record.Requested("cns_1", _time.GetTimestamp(), giveUpAt);
        _record.Requested("cns_2", _time.GetTimestamp(), giveUpAt);
        Assert.Equal(2, _record.Count().Waiting);

        _record.Accepted("cns_1");
        Assert.Equal(1, _record.Count().Waiting);

        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(0, _record.Count().Waiting);
    }

    [Fact]
    public void OpenOffers_EndByAnswerOrByTime()
    {
        _record.Offered("cns_1", "off_1", _time.GetUtcNow().AddSeconds(30));
        _record.Offered("cns_2", "off_2", _time.GetUtcNow().AddSeconds(31));
        _record.Offered("cns_2", "off_3", _time.GetUtcNow().AddSeconds(31));
        _record.OfferEnded("off_2");
        Assert.Equal(2, _record.Count().OpenOffers);

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, _record.Count().OpenOffers);
    }

    [Fact]
    public void Tracking_OverItsLimit_ForgetsTheOldest()
    {
        foreach (var consult in (string[])["cns_1", "cns_2", "cns_3"])
            _record.Requested(consult, _time.GetTimestamp(), null);

        Assert.Equal(2, _record.Count().Waiting);
        Assert.Equal(3, _record.Count().Requests);
    }

    [Fact]
    public void StatusLine_NamesEveryFigure() =>
        Assert.Equal(
            "requests 12  waiting 3  open offers 2  request→offer p50/p99 4.5/- ms  completed 7  errors 1",
            TrafficSimulation.StatusLine(new(12, 3, 2, TimeSpan.FromMilliseconds(4.5), null, 7, 1)));
}
