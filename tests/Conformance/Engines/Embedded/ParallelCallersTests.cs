using System.Globalization;
using Dispatch.Engine.Embedded;
using Dispatch.Tests.Conformance.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Conformance.Engines.Embedded;

public sealed class ParallelCallersTests
{
    [Fact]
    public async Task Calls_WhileGrainsComeAndGo_RunOnceEachAndNoneIsLost()
    {
        const int Callers = 8;
        const int CallsEach = 2_000;
        var journal = new ProbeJournal();
        await using var services = new ServiceCollection()
            .AddSingleton(journal)
            .AddEmbeddedEngine(
                static options =>
                    options.IdleAge = options.CollectionQuantum = TimeSpan.FromMilliseconds(10),
                typeof(ProbeGrain).Assembly)
            .BuildServiceProvider();
        var engine = services.GetRequiredService<EmbeddedEngine>();
        engine.Start();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; call < CallsEach; call++)
            {
                var grain = engine.GetGrain<IProbeGrain>((call % 7).ToString(CultureInfo.InvariantCulture));
                await grain.Note($"{caller}.{call}");
                if ((call + caller) % 50 == 0)
                {
                    await grain.End();
                }
            }
        })));

        var notes = journal.Entries.Where(static entry => !entry.Contains("ended", StringComparison.Ordinal)).ToList();
        Assert.Equal(Callers * CallsEach, notes.Count);
        Assert.Equal(notes.Count, notes.Distinct().Count());
        await engine.Stop(TestContext.Current.CancellationToken);
        Assert.Equal(0, engine.Statistics.Activations);
        Assert.Equal(
            engine.Statistics.Activated,
            journal.Entries.Count(static entry => entry.Contains("ended", StringComparison.Ordinal)));
    }
}
