using System.Collections.Concurrent;
using System.Diagnostics;
using Dispatch.Hosting.Telemetry;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration;

/// <summary>Spans of one consult, across the processes that work on it.</summary>
public sealed class TraceTests
{
    private static readonly string[] Sources = [DispatchActivities.Name, "Microsoft.Orleans.Application", "Microsoft.AspNetCore"];

    [Fact]
    public async Task Request_UntilThePushToTheProvider_IsOneTrace()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await DispatchHost.Start(DispatchHostOptions.RealTime);
        var provider = await server.AddProviderOnDuty("CA");
        var clinic = await server.AddClinic();

        // Somebody has to be in the line by then: a consult that waits is matched in the trace of whoever comes.
        await InLine(clinic, "CA");
        var consult = await clinic.Request("CA");
        await provider.NextOffer(consult.Id);

        // Other tests of this process have spans of their own: the push is told by its provider, the rest by its trace.
        var push = await Span(spans, s => s.OperationName == "provider push" && Equals(s.GetTagItem("dispatch.provider"), provider.Id));
        await Span(spans, s => s.Source.Name == "Microsoft.AspNetCore"
            && spans.Any(call => call.TraceId == push.TraceId && call.ParentSpanId == s.SpanId && IsRequestOf(consult.Id, call)));
    }

    /// <summary>The call that only the clinic's POST makes: the span of the POST itself names its route to OpenTelemetry alone.</summary>
    private static bool IsRequestOf(string consult, Activity call) =>
        call.OperationName == "IConsultGrain/Request" && Equals(call.GetTagItem("orleans.rpc.target_id"), $"consult/{consult}");

    private static async Task InLine(ClinicClient clinic, string state)
    {
        var since = TimeProvider.System.GetTimestamp();
        while ((await clinic.Api.GetWaitTimes([state])).Required()[0].Available == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Safety.Limit, $"Nobody came into the line of {state}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static async Task<Activity> Span(ConcurrentQueue<Activity> spans, Func<Activity, bool> wanted)
    {
        var since = TimeProvider.System.GetTimestamp();
        Activity? found;
        while ((found = spans.FirstOrDefault(wanted)) is null)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(since) < Safety.Limit,
                string.Join('\n', spans.Select(s => $"{s.TraceId} {s.Source.Name} {s.OperationName} {string.Join(", ", s.TagObjects)}")));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return found;
    }
}
