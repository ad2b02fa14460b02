using Dispatch.Client;
using Dispatch.LoadTests.Audit;
using Dispatch.LoadTests.Fleet;
using Dispatch.LoadTests.Generating;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Reports;
using Dispatch.LoadTests.Scenarios;
using Dispatch.LoadTests.Server;

namespace Dispatch.LoadTests;

/// <summary>One run of a scenario: register and connect everybody, put the load on, settle, stop the server, audit its store.</summary>
public sealed class LoadRun(ServerUnderTest server, LoadOptions options, TextWriter progress, TimeProvider time)
{
    private const int DefaultConnections = 512;
    private const int ExpectedConsults = 2_000_000;
    private const int ChecksAtEnd = 2_000;
    private static readonly TimeSpan OnDutyLimit = TimeSpan.FromMinutes(2);

    /// <exception cref="InvalidOperationException">The run could not be made as asked for.</exception>
    /// <param name="command">What the run was started with, for its report.</param>
    public async Task<(RunReport Report, ConsultBook Book, Sampler Sampler)> Execute(string command, CancellationToken cancel)
    {
        var startedAt = time.GetUtcNow();
        var scenario = ScenarioList.Get(options.Scenario);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
        {
            BaseAddress = server.Address,
            Timeout = TimeSpan.FromSeconds(100),
        };
        await progress.WriteLineAsync(
            $"{scenario.Name}: {options.Population.Providers} providers with {options.Population.Licenses} licences each and {options.Population.Clinics} clinics at {string.Join(" and ", server.Nodes)}");
        var population = await Population.Create(http, server.OperatorToken, options.Population, time, cancel);

        var book = new ConsultBook(ExpectedConsults);
        var connections = options.Connections ?? (options.Scenario == "burst" ? options.Burst : DefaultConnections);
        await using var generator = new LoadGenerator(server.Nodes, population, book, connections, time);
        await generator.GoOnDuty(OnDutyLimit, cancel);

        await using var sampler = new Sampler(server, book, time);
        using var messages = new ClusterMessages(options.Metrics);
        var context = new LoadContext(options, population, generator, sampler, messages, progress, time);
        var result = await scenario.Run(context, cancel);
        await progress.WriteLineAsync($"settling, {book.Open} consults open");
        var openByStatus = await Settle(context, http, population, cancel);
        if (generator.Ended.IsCompleted)
            throw new InvalidOperationException("The load generator broke: the run is void.");

        await sampler.DisposeAsync();
        await generator.DisposeAsync();
        var audit = await Audit(book, population);
        var report = new RunReport(
            scenario.Name,
            command,
            startedAt,
            server.Store is { } store ? StoreHistories.NameOf(store) : server.Address.ToString(),
            result.Windows,
            result.Figures,
            BookCounts.Of(book, openByStatus),
            generator.ConnectionsLost,
            audit);
        return (report, book, sampler);
    }

    /// <summary>A server that ran already goes on: its store is audited at rest, with all of its consults settled.</summary>
    private async Task<AuditReport?> Audit(ConsultBook book, Population population)
    {
        await server.Stop();
        if (server.Store is not { } store)
            return null;

        await progress.WriteLineAsync("auditing the store");
        if (options.KeepStore is { } folder && StoreHistories.IsSqlite(store))
            Copy(store[StoreHistories.SqlitePrefix.Length..], folder);
        using var history = StoreHistories.Open(store);
        return StoreAudit.Run(history, Told.By(book, population.ClinicIds, population.ProviderIds), time);
    }

    private static void Copy(string path, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>The completion may have been told to a provider whose connection broke: then the server is asked.</summary>
    private async Task<IReadOnlyDictionary<string, int>> Settle(
        LoadContext context, HttpClient http, Population population, CancellationToken cancel)
    {
        var counts = new Dictionary<string, int>();
        if (await context.UntilQuiet(options.Settle, cancel))
            return counts;
        var api = new DispatchApi(http);
        foreach (var (consultId, clinic) in context.Book.OpenConsults().Take(ChecksAtEnd).ToList())
        {
            var answer = await api.As(population.ClinicKeys[clinic]).GetConsult(consultId, cancel);
            var status = answer.Value?.Status ?? $"{(int)answer.Status}";
            counts[status] = counts.GetValueOrDefault(status) + 1;
        }

        return counts;
    }
}
