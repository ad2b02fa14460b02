using System.Text;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Sqlite;
using Dispatch.LoadTests.Audit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Unit.LoadTests.Audit;

public sealed class SqliteHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-audit-").FullName;

    [Fact]
    public async Task Events_OfARealStore_AreReadInOrder_WithTheirChain()
    {
        var path = Path.Combine(_folder, "dispatch.db");
        var ids = new TypeIdSource(TimeProvider.System, new SystemRandomSource());
        var at = new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
        await using (var store = new SqliteStore(
            new SqliteStoreOptions { Path = path }, new JournalOptions(), TimeProvider.System, NullLogger<SqliteStore>.Instance))
        {
            store.Start();
            foreach (var stream in (string[])["cns_b", "prv_a", "cns_a"])
            {
                NewEvent[] events =
                [
                    new(ids.New<EventId>(), "offer.made", at, Encoding.UTF8.GetBytes("{}")),
                    new(ids.New<EventId>(), "offer.expired", at.AddMicroseconds(7), Encoding.UTF8.GetBytes("{\"a\":1}")),
                ];
                Assert.IsType<AppendResult.Appended>(await store.Journal.Append(new AppendRequest(stream, 0, [.. events], [], [])));
            }
        }

        using var history = new SqliteHistory(path);
        var read = history.Events("cns_").ToList();

        Assert.Equal([("cns_a", 1L), ("cns_a", 2), ("cns_b", 1), ("cns_b", 2)], read.Select(stored => (stored.Stream, stored.Version)));
        Assert.Equal(("offer.expired", at.AddMicroseconds(7)), (read[1].Type, read[1].At));
        Assert.Equal("{\"a\":1}"u8, read[1].Payload);

        var report = StoreAudit.Run(history, new Told(new HashSet<string>(), [], 0), TimeProvider.System);

        Assert.Equal(6, report.Events);
        Assert.Equal(0, report.Faults[Fault.ChainBroken].Count);
        Assert.Equal(0, report.Faults[Fault.OutOfOrder].Count);
    }

    [Fact]
    public void Open_OfNoStore_Throws() =>
        Assert.Throws<IOException>(() => StoreHistories.Open($"sqlite:{Path.Combine(_folder, "absent", "dispatch.db")}"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
