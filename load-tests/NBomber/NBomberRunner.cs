using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Scenarios;
using Dispatch.LoadTests.Server;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Dispatch.LoadTests.NBomber;

/// <summary>Runs the same scenario under NBomber: its reports and sinks instead of ours. Built with <c>-p:LoadEngine=NBomber</c>.</summary>
internal static class NBomberRunner
{
    /// <returns>Whether nothing was lost or doubled.</returns>
    public static async Task<bool> Execute(ServerUnderTest server, LoadOptions options, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        var ledger = new ConsultLedger();
        await using var steady = new SteadyScenario(server.Address, server.OperatorToken, options.Steady, ledger, time);
        await steady.Prepare(cancel);

        // NBomber says when: an arrival counts from the moment at which NBomber starts it.
        var numbers = -1L;
        var scenario = Scenario.Create(steady.Name, async context =>
            {
                var request = await Step.Run("request", context, async () =>
                    await steady.Arrive(Interlocked.Increment(ref numbers), time.GetTimestamp(), cancel)
                        ? Response.Ok()
                        : Response.Fail());
                return request.IsError ? Response.Fail() : Response.Ok();
            })
            .WithWarmUpDuration(options.Warmup)
            .WithLoadSimulations(Simulation.Inject(
                rate: (int)options.Rate, interval: TimeSpan.FromSeconds(1), during: options.Measured));

        global::NBomber.CSharp.NBomberRunner.RegisterScenarios(scenario).Run();
        await steady.Settle(options.Settle, cancel);
        return ledger.Count().IsClean;
    }
}
