using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;
using Dispatch.Journal;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;
using Consult = Dispatch.Domain.Consults.Consult;

namespace Dispatch.Tests.Integration.Protocol;

/// <summary>A second activation of a consult, of which the first does not know.</summary>
internal static class OtherActivation
{
    /// <summary>Writes what it would write, with nobody told.</summary>
    public static async Task WriteAsAnother(this DispatchHost host, string consult, Func<Consult, DateTimeOffset, ConsultEvent> decide)
    {
        var journal = host.Services.GetRequiredService<IJournal>();
        var before = Consult.None;
        foreach (var recorded in await journal.Read(consult, 0))
        {
            before = before.Apply(ConsultEventCodec.Decode(recorded), recorded.At);
        }

        var now = host.Time.GetUtcNow();
        var @event = decide(before, now);
        var appended = await journal.Append(new AppendRequest(
            consult,
            before.Version,
            [ConsultEventCodec.Encode(@event, host.Services.GetRequiredService<IIdSource>().New<EventId>(), now)],
            ConsultRows.Of(before, before.Apply(@event, now), @event),
            []));
        Assert.IsType<AppendResult.Appended>(appended);
    }
}
