using Dispatch.LoadTests.Fleet;
using Dispatch.LoadTests.Generating;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Server;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Dispatch.LoadTests.NBomber;

/// <summary>Has NBomber pace the arrivals of <c>steady</c>: its reports and sinks instead of ours. Built with <c>-p:LoadEngine=NBomber</c>.</summary>
internal static class NBomberRunner
{
    private const int Connections = 512;
    private const int ExpectedConsults = 1_000_000;
    private static readonly TimeSpan OnDutyLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <returns>Whether nothing is open in the end.</returns>
    public static async Task<bool> Execute(ServerUnderTest server, LoadOptions options, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        using var http = new HttpClient { BaseAddress = server.Address };
        var population = await Population.Create(http, server.OperatorToken, options.Population, time, cancel);
        var book = new ConsultBook(ExpectedConsults);
        await using var generator = new LoadGenerator(server.Nodes, population, book, Connections, time);
        await generator.GoOnDuty(OnDutyLimit, cancel);

        // NBomber says when: an arrival counts from the moment at which NBomber starts it.
        var scenario = Scenario.Create("steady", async _ => await generator.Arrive(cancel) ? Response.Ok() : Response.Fail())
            .WithWarmUpDuration(options.Warmup)
            .WithLoadSimulations(Simulation.Inject(
                rate: (int)options.Rate, interval: TimeSpan.FromSeconds(1), during: options.Measured));
        global::NBomber.CSharp.NBomberRunner.RegisterScenarios(scenario).Run();

        var since = time.GetTimestamp();
        while (book.Open + book.InFlight > 0 && time.GetElapsedTime(since) < options.Settle)
            await Task.Delay(Poll, time, cancel);
        return book.Open + book.InFlight == 0;
    }
}
