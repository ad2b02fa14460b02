using System.Net;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Pages.Support;

namespace Dispatch.Tests.Integration.Pages;

/// <summary>How long a wall board lasts.</summary>
public sealed class WallBoardClockTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task AWallBoard_ThatNobodyTouches_GoesOnForTwelveHoursAndThenIsCut()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        await using var browser = new Browser(host);
        await browser.SignIn(clinic.ApiKey);
        (await browser.Post("/v1/clinic/wall-boards")).Is(HttpStatusCode.Created);
        var hub = await browser.Connect("/hubs/wall");

        await host.Advance(TimeSpan.FromHours(11), Step);

        (await browser.Get("/v1/clinic")).IsProblem(401, "unauthenticated");
        (await browser.Get("/v1/wall", ("Dispatch-Background", "true"))).Is(HttpStatusCode.OK);
        Assert.False(hub.Closed.IsCompleted);
        await host.AdvanceUntil(hub.Closed, TimeSpan.FromHours(1.1), "the board's longest time is over", Step);
        (await browser.Get("/v1/wall")).IsProblem(401, "unauthenticated");
    }
}
