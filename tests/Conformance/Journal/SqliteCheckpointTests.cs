using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

public sealed class SqliteCheckpointTests
{
    private const int Pages = 100;
    private const int PageBytes = 4_096;

    [Fact]
    public async Task Log_OfMuchWritten_BeginsAnewBesideTheWriter()
    {
        await using var fixture = new SqliteFixture();
        fixture.Options.CheckpointPages = Pages;
        fixture.Start();
        var largest = 0L;
        for (var round = 0; round < 50; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => fixture.Journal.Append(Samples.Append(Samples.NewStream()))));
            largest = Math.Max(largest, new FileInfo(fixture.Options.Path + "-wal").Length);
        }

        // Each round writes at least one page per three appends; all of them together are far more than the bound.
        Assert.InRange(largest, Pages * PageBytes, 10 * Pages * PageBytes);
        Assert.True(new FileInfo(fixture.Options.Path).Length > largest / 2, "The log has to be moved into the database.");
    }

    [Fact]
    public async Task Log_ThatAReaderHolds_GrowsUntilItLetsGo_AndNothingIsLost()
    {
        await using var fixture = new SqliteFixture();
        fixture.Options.CheckpointPages = Pages;
        fixture.Start();
        var first = Samples.NewStream();
        await fixture.Journal.Append(Samples.Append(first));
        using (var reader = fixture.Connect())
        {
            reader.Execute("BEGIN");
            Assert.Equal(1, reader.Prepare("SELECT count(*) FROM events").ReadFirst(static row => row.Int64(0)));
            for (var round = 0; round < 20; round++)
            {
                await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => fixture.Journal.Append(Samples.Append(Samples.NewStream()))));
            }

            Assert.Equal(1, reader.Prepare("SELECT count(*) FROM events").ReadFirst(static row => row.Int64(0)));
            reader.Execute("COMMIT");
            Assert.Equal(2_001, reader.Prepare("SELECT count(*) FROM events").ReadFirst(static row => row.Int64(0)));
        }

        Assert.Equal(new AppendResult.Appended(2), await fixture.Journal.Append(Samples.Append(first, 1)));
    }

    [Fact]
    public async Task Store_ThatCloses_HasMovedAllOfItsLog()
    {
        await using var fixture = new SqliteFixture();
        fixture.Options.CheckpointPages = Pages;
        fixture.Start();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => fixture.Journal.Append(Samples.Append(Samples.NewStream()))));

        await fixture.Reopen();

        Assert.False(File.Exists(fixture.Options.Path + "-wal"));
    }
}
