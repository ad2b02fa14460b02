using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>What clinics and operators are shown: wait times, explanations, pushes.</summary>
public sealed partial class InsightTests
{
    [Fact]
    public async Task ClinicHub_WatchingConsults_HearsOfItsOwnOnly()
    {
        await using var host = await DispatchHost.Start();
        var clinic = await host.AddClinic();
        var other = await host.AddClinic(Samples.Clinic("Harbor Skin"));
        foreach (var watching in new[] { clinic, other })
        {
            await watching.Connect();
            Assert.False((await watching.Connection.WatchConsults()).IsRefused);
        }

        var provider = await host.AddProviderOnDuty("CA");
        var consult = await clinic.Request();
        var offer = await provider.NextOffer(consult.Id);
        await provider.Accept(offer);
        await provider.Start(consult.Id);
        await provider.Complete(offer);
        await clinic.Events.Next<ConsultChanged>(c => c.Status == ConsultStatus.Completed);
        var own = await other.Request("NV");
        await other.Events.Next<ConsultChanged>(c => c.ConsultId == own.Id);

        var seen = clinic.Events.All.OfType<ConsultChanged>().ToArray();
        Assert.All(seen, c => Assert.Equal(consult.Id, c.ConsultId));
        Assert.Equal(
            [ConsultStatus.Waiting, ConsultStatus.Offered, ConsultStatus.Assigned, ConsultStatus.InProgress, ConsultStatus.Completed],
            seen.Select(c => c.Status).Distinct());
        Assert.All(other.Events.All.OfType<ConsultChanged>(), c => Assert.Equal(own.Id, c.ConsultId));
    }
}
