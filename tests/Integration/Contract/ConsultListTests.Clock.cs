using Dispatch.Engine.Embedded;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Those whose clock stands still unless it is moved.</summary>
public partial class ConsultListTests
{
    [Fact]
    public async Task List_AllOfOneInstant_IsOrderedByIdWithoutGapOrRepeat()
    {
        // The clock stands still: every consult has the same time.
        await using var server = await ContractServer.Start(new() { Time = new SimulatedTimeProvider(Samples.Start), Settings = SmallPages });
        var clinic = await server.AddClinic();
        var before = await RequestMany(clinic, 12);

        var seen = await All(clinic, "");

        Assert.Equal(before.OrderDescending(StringComparer.Ordinal), seen.Select(Id));
        Assert.Single(seen.Select(c => c.GetProperty("requestedAt").GetString()).Distinct());
    }
}
