using System.Diagnostics;
using System.Text;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.Postgres;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Sqlite;
using Dispatch.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Benchmarks;

/// <summary>
/// <c>journal-append [appenders] [seconds] [rounds] [sqlite|postgres] [requests|lives] [setting=value…]</c>: so many appenders, each
/// awaiting its append before the next, of one event of about 400 bytes. Of requests, each with a consult's ticket and row
/// and a claim; of whole lives, a request and the three appends that follow it. Settings are those of the PostgreSQL server.
/// </summary>
internal sealed class JournalAppend : IBenchmarkCommand
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly string[] ServerSettings = ["shared_buffers=512MB", "max_wal_size=2GB", "checkpoint_timeout=5min"];

    public string Name => "journal-append";

    public string Description => "Durable appends per second to SQLite or PostgreSQL, by the number of concurrent appenders.";

    public async Task<int> Run(string[] arguments)
    {
        int[] appenders = arguments.Length > 0 ? [int.Parse(arguments[0])] : [1, 64, 512];
        var seconds = arguments.Length > 1 ? int.Parse(arguments[1]) : 3;
        var rounds = arguments.Length > 2 ? int.Parse(arguments[2]) : 3;
        var isPostgres = arguments.Length > 3 && arguments[3] == "postgres";
        var areLives = arguments.Length > 4 && arguments[4] == "lives";
        var settings = arguments.Length > 5 ? arguments[5..] : [];
        Console.WriteLine("appenders  appends/s  p50 ms  p99 ms  CPU us/append  bytes/append  batch mean  commit mean ms"
            + (isPostgres ? "  server CPU us/append  log bytes/append  consults updated in place" : ""));
        foreach (var count in appenders)
        {
            for (var round = 0; round < rounds; round++)
            {
                await Measure(count, TimeSpan.FromSeconds(seconds), isPostgres, areLives, settings);
            }
        }

        return 0;
    }

    private static async Task Measure(int appenders, TimeSpan duration, bool isPostgres, bool areLives, string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-benchmark-").FullName;
        using var server = isPostgres ? PostgresServer.Start([.. ServerSettings, .. settings]) : null;
        await using (IJournalStore store = server is null ? OnFile(folder) : OnServer(server))
        {
            store.Start();
            await Drive(store, appenders, WarmUp, areLives);
            var useBefore = server is null ? null : ServerUse.Read(server);
            var cpuBefore = Environment.CpuUsage.TotalTime;
            var bytesBefore = GC.GetTotalAllocatedBytes();
            var before = store.Health.Read();
            var started = Stopwatch.GetTimestamp();
            var latencies = await Drive(store, appenders, duration, areLives);
            var elapsed = Stopwatch.GetElapsedTime(started);
            var after = store.Health.Read();
            var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
            var bytes = GC.GetTotalAllocatedBytes() - bytesBefore;
            latencies.Sort();
            var batches = after.Batches - before.Batches;
            Console.Write(
                $"{appenders,9}  {latencies.Count / elapsed.TotalSeconds,9:F0}  {latencies[latencies.Count / 2],6:F2}"
                + $"  {latencies[(int)(latencies.Count * 0.99)],6:F2}  {cpu.TotalMicroseconds / latencies.Count,13:F1}"
                + $"  {bytes / latencies.Count,12}  {(after.Items - before.Items) / (double)batches,10:F1}"
                + $"  {(after.CommitTotal - before.CommitTotal).TotalMilliseconds / batches,14:F2}");
            if (useBefore is not null)
            {
                var use = ServerUse.Read(server!).Since(useBefore);
                Console.Write($"  {use.CpuSeconds * 1e6 / latencies.Count,20:F1}  {use.LogBytes / latencies.Count,16}"
                    + $"  {use.UpdatesInPlace} of {use.Updates}");
            }

            Console.WriteLine();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static SqliteStore OnFile(string folder) => new(
        new SqliteStoreOptions { Path = Path.Combine(folder, "dispatch.db") },
        new JournalOptions(),
        TimeProvider.System,
        NullLogger<SqliteStore>.Instance);

    private static PostgresStore OnServer(PostgresServer server) => new(
        new PostgresStoreOptions { ConnectionString = server.ConnectionString() },
        new JournalOptions(),
        TimeProvider.System,
        NullLogger<PostgresStore>.Instance);

    private static async Task<List<double>> Drive(IJournalStore store, int appenders, TimeSpan duration, bool areLives)
    {
        var ids = new TypeIdSource(TimeProvider.System, new SystemRandomSource());
        var payload = Encoding.UTF8.GetBytes($$"""{"ticket":"{{new string('x', 385)}}"}""");
        var clinic = ids.New<ClinicId>();
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var latencies = await Task.WhenAll(Enumerable.Range(0, appenders).Select(_ => Task.Run(async () =>
        {
            List<double> own = [];
            var life = areLives ? new ConsultLife(ids, clinic, payload) : null;
            while (Stopwatch.GetTimestamp() < until)
            {
                var request = life?.Next() ?? Request(ids, clinic, payload);
                var started = Stopwatch.GetTimestamp();
                if (await store.Journal.Append(request) is not AppendResult.Appended)
                {
                    throw new InvalidOperationException("Expected every append of the benchmark to be taken.");
                }

                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return own;
        })));
        return [.. latencies.SelectMany(own => own)];
    }

    internal static AppendRequest Request(TypeIdSource ids, ClinicId clinic, byte[] payload)
    {
        var consult = ids.New<ConsultId>();
        var now = DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000);
        var sla = new SlaDeadlines(
            now.AddMinutes(1), now.AddMinutes(2), now.AddMinutes(5), now.AddHours(1), now.AddHours(2), TimeSpan.FromMinutes(3), TimeSpan.FromHours(1));
        var requirements = new HardRequirements(
            new StateCode("CA"), Modality.Live, [new ServiceId("botox")], [Credential.MD, Credential.NP]);
        var ticket = new Ticket(consult, clinic, Priority.Routine, now, sla, requirements, SoftPreferences.None);
        var summary = new ConsultSummary(
            consult, clinic, null, requirements.State, requirements.Services, Modality.Live, Priority.Routine,
            ConsultStatus.Waiting, now, sla, null, 0, null, null, null, null, null, null, 1);
        var open = new OpenConsult(ticket, ConsultStatus.Waiting, null, 0, 0, 0, null, null, null, 0, now, 1, sla.GiveUpAt);
        return new AppendRequest(
            consult.Value,
            0,
            [new NewEvent(ids.New<EventId>(), "consult.requested", now, payload)],
            [new ConsultRow(summary, open, new SealedData(payload.AsMemory(0, 300)))],
            [new ClaimChange.Take("idem/" + clinic.Value, consult.Value, "hash", now.AddHours(24))]);
    }
}
