using Dispatch.Api.Operations;

namespace Dispatch.Tests.Unit.Api.Operations;

public class OfferWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly OfferWindow _window = new();

    [Fact]
    public void Read_WithinTheHour_CountsEachOutcome()
    {
        _window.Count(OfferOutcomeCounted.Made, Noon);
        _window.Count(OfferOutcomeCounted.Made, Noon.AddMinutes(3));
        _window.Count(OfferOutcomeCounted.Declined, Noon.AddMinutes(3));

        Assert.Equal(new OfferCountsBody(2, 0, 1, 0, 0), _window.Read(Noon.AddMinutes(59)));
    }

    [Fact]
    public void Read_AnHourLater_HasForgottenTheFirstMinute()
    {
        _window.Count(OfferOutcomeCounted.Made, Noon);
        _window.Count(OfferOutcomeCounted.Expired, Noon.AddMinutes(1));

        Assert.Equal(new OfferCountsBody(0, 0, 0, 1, 0), _window.Read(Noon.AddMinutes(60)));
        Assert.Equal(OfferCountsBody.None, _window.Read(Noon.AddDays(3)));
    }

    [Fact]
    public void Count_AfterAClockThatWentBack_LosesNothing()
    {
        _window.Count(OfferOutcomeCounted.Accepted, Noon);
        _window.Count(OfferOutcomeCounted.Rescinded, Noon.AddMinutes(-5));

        Assert.Equal(new OfferCountsBody(0, 1, 0, 0, 1), _window.Read(Noon));
    }
}
