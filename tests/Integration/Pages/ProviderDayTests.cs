using System.Net;
using System.Text.Json;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Pages.Support;

namespace Dispatch.Tests.Integration.Pages;

/// <summary>The hours that a provider offers, and offers that are not answered, on a clock that the test moves.</summary>
public class ProviderDayTests
{
    [Fact]
    public async Task Day_OfAProviderOnDuty_CountsTheHoursOfferedAndTheOffersMissed()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("UT");
        await host.Advance(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10));
        var id = (await clinic.Request("UT")).Id;
        await host.Soon(provider.TakeOffer(id), "the offer");
        await host.AdvanceUntil(provider.TakeRescinded(), TimeSpan.FromMinutes(1), "the offer expires");
        var again = await host.AdvanceUntil(provider.TakeOffer(id), TimeSpan.FromMinutes(1), "it is offered again");
        await provider.Accept(again);
        await provider.Start(id);
        await host.Advance(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));
        await provider.GoOffDuty();
        await host.Advance(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));
        await using var browser = new Browser(host);
        await browser.SignIn(provider.AccessToken);

        var day = (await browser.Get("/v1/provider/day")).Is(HttpStatusCode.OK);

        Assert.Equal(1, Count(day, "expired"));
        Assert.Equal(1, Count(day, "accepted"));
        Assert.InRange(Count(day, "offered"), 2, 3);
        Assert.InRange(Count(day, "onDutySeconds"), 15 * 60, 17 * 60);
        Assert.InRange(Count(day, "servingSeconds"), 4 * 60, 6 * 60);
    }

    [Fact]
    public async Task Day_AfterARestartAndAtMidnight_IsKeptAndBeginsAnew()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var provider = await host.AddProviderOnDuty("UT");
        var id = (await clinic.Request("UT")).Id;
        await provider.Accept(await host.Soon(provider.TakeOffer(id), "the offer"));
        await provider.LoseSocket();
        await host.Restart();
        await using var browser = new Browser(host);
        await browser.SignIn(provider.AccessToken);

        Assert.Equal(1, Count((await browser.Get("/v1/provider/day?timeZone=America/Denver")).Is(HttpStatusCode.OK), "accepted"));

        // Noon in UTC is five in the morning there.
        await host.Advance(TimeSpan.FromHours(19.5), TimeSpan.FromMinutes(10));
        await browser.SignIn(provider.AccessToken);

        Assert.Equal(0, Count((await browser.Get("/v1/provider/day?timeZone=America/Denver")).Is(HttpStatusCode.OK), "accepted"));
        Assert.Equal(1, Count((await browser.Get("/v1/provider/day?timeZone=America/Anchorage")).Is(HttpStatusCode.OK), "accepted"));
    }

    private static long Count(JsonElement day, string figure) => day.GetProperty(figure).GetInt64();
}
