using Dispatch.Domain.Consults;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>A pool goes on whatever becomes of what it keeps and asks.</summary>
public sealed class PoolFaultTests
{
    [Fact]
    public async Task Sweep_WhenWhatWasLearnedCannotBeKept_WatchesGoOnAndItIsKeptLater()
    {
        await using var process = new DispatchProcess();
        var provider = process.Register("CA");
        process.GoOnDuty(provider);
        var consult = process.Request();
        process.States.IsDown = true;
        Assert.IsType<AcceptResult.Assigned>(process.Run(() => process.Provider(provider).Accept(process.OfferOf(consult))));

        process.Advance(TimeSpan.FromMinutes(4));

        // Who accepts and does not start is relieved of it after three minutes.
        Assert.NotEqual(ConsultStatus.Assigned, process.Run(() => process.Consult(consult).Get())!.Summary.Status);
        process.States.IsDown = false;
        process.Advance(TimeSpan.FromSeconds(5));
        Assert.NotEqual(0, process.States.Written);
    }
}
