using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

public sealed class SqliteFaultTests
{
    [Fact]
    public async Task Append_WhileAnotherConnectionHoldsTheLock_IsUnavailableAndThenWorks()
    {
        await using var fixture = new SqliteFixture();
        fixture.Start();
        var stream = Samples.NewStream();
        await fixture.Journal.Append(Samples.Append(stream));
        using (var other = fixture.Connect())
        {
            other.Execute("BEGIN EXCLUSIVE");
            await Unavailable(fixture, stream);
            Assert.False(fixture.Health.Read().IsAvailable);
            Assert.Single(await fixture.Journal.Read(stream));
            other.Execute("ROLLBACK");
        }

        Assert.Equal(new AppendResult.Appended(2), await fixture.Journal.Append(Samples.Append(stream, 1)));
        Assert.True(fixture.Health.Read().IsAvailable);
    }

    [Fact]
    public async Task Health_AfterTheLockIsGoneAndNobodyAppends_RecoversByTheProbe()
    {
        await using var fixture = new SqliteFixture();
        fixture.Start();
        using (var other = fixture.Connect())
        {
            other.Execute("BEGIN EXCLUSIVE");
            await Unavailable(fixture, Samples.NewStream());
            other.Execute("ROLLBACK");
        }

        // The writer arms the probe after it answered, so the clock moves until it has.
        while (!fixture.Health.Read().IsAvailable)
        {
            fixture.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Append_WhenReadOnly_IsUnavailableAndThenWorks()
    {
        var readOnly = false;
        await using var fixture = new SqliteFixture
        {
            Prepare = connection => connection.Execute($"PRAGMA query_only = {(readOnly ? 1 : 0)}"),
        };
        readOnly = true;
        fixture.Start();
        var stream = Samples.NewStream();
        await Unavailable(fixture, stream);
        readOnly = false;

        Assert.Equal(new AppendResult.Appended(1), await fixture.Journal.Append(Samples.Append(stream)));
    }

    [Fact]
    public async Task Append_WhenFull_IsUnavailableWithNothingHalfWrittenAndThenWorks()
    {
        // Room for the schema and one of the two.
        var pagesMaximum = 60;
        await using var fixture = new SqliteFixture
        {
            Prepare = connection => connection.Execute($"PRAGMA max_page_count = {pagesMaximum}"),
        };
        var small = Samples.NewStream();
        var large = Samples.NewStream();
        var events = Samples.Repeat(4, () => Samples.Event(new string('x', 200_000)));
        var ticket = Samples.Ticket(Samples.New<Domain.Ids.ConsultId>(), Samples.New<Domain.Ids.ClinicId>());
        var claim = new ClaimChange.Take("slot", small, "holder");
        var first = fixture.Journal.Append(Samples.Append(small).With(Samples.Consult(ticket)).With(claim));
        var second = fixture.Journal.Append(new AppendRequest(large, 0, events, [], []));
        fixture.Start();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => second);
        Assert.Empty(await fixture.Journal.Read(small));
        Assert.Empty(await fixture.Journal.Read(large));
        Assert.Null(await fixture.Consults.Find(ticket.Consult));

        // What fits is taken while the rest does not.
        Assert.Equal(new AppendResult.Appended(1), await fixture.Journal.Append(Samples.Append(small).With(claim)));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => fixture.Journal.Append(new AppendRequest(large, 0, events, [], [])));

        pagesMaximum = 10_000;
        Assert.Equal(
            new AppendResult.Appended(4), await fixture.Journal.Append(new AppendRequest(large, 0, events, [], [])));
        Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(await fixture.Journal.Read(large)));
    }

    [Fact]
    public async Task Start_OnASchemaOfANewerVersion_IsRefusedClearly()
    {
        await using var fixture = new SqliteFixture();
        fixture.Start();
        await fixture.Reopen();
        using (var other = fixture.Connect())
        {
            other.Execute("INSERT INTO schema_version (version, name, applied_at) VALUES (999, 'later', 0)");
        }

        var error = Assert.Throws<InvalidOperationException>(fixture.Start);
        Assert.Contains("schema 999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhileAnotherProcessHoldsTheLock_IsUnavailable()
    {
        await using var fixture = new SqliteFixture();
        fixture.Start();
        await fixture.Reopen();
        using var other = fixture.Connect();
        other.Execute("BEGIN EXCLUSIVE");
        Assert.Throws<StoreUnavailableException>(fixture.Start);
        other.Execute("ROLLBACK");
        fixture.Start();
        Assert.IsType<AppendResult.Appended>(await fixture.Journal.Append(Samples.Append(Samples.NewStream())));
    }

    [Theory]
    [InlineData("UPDATE events SET payload = CAST('{}' AS BLOB) WHERE version = 2", 2, ChainFault.Altered)]
    [InlineData("UPDATE events SET type = 'consult.other' WHERE version = 3", 3, ChainFault.Altered)]
    [InlineData("UPDATE events SET at = at + 1 WHERE version = 1", 1, ChainFault.Altered)]
    [InlineData("UPDATE events SET hash = zeroblob(32) WHERE version = 4", 4, ChainFault.Altered)]
    [InlineData("DELETE FROM events WHERE version = 3", 3, ChainFault.Dropped)]
    [InlineData("DELETE FROM events WHERE version = 1", 1, ChainFault.Dropped)]
    [InlineData("DELETE FROM events WHERE version = 3; UPDATE events SET version = version - 1 WHERE version > 3", 3, ChainFault.Altered)]
    [InlineData("UPDATE events SET version = 99 WHERE version = 2; UPDATE events SET version = 2 WHERE version = 3; UPDATE events SET version = 3 WHERE version = 99", 2, ChainFault.Altered)]
    public async Task Verify_OfATamperedDatabase_NamesTheFirstBadVersion(string sql, long version, ChainFault fault)
    {
        await using var fixture = new SqliteFixture();
        fixture.Start();
        var stream = Samples.NewStream();
        await fixture.Journal.Append(
            new AppendRequest(stream, 0, Samples.Repeat(5, () => Samples.Event()), [], []));
        using (var other = fixture.Connect())
        {
            other.Execute(sql);
        }

        Assert.Equal(new ChainVerdict.Broken(version, fault), HashChain.Verify(await fixture.Journal.Read(stream)));
    }

    private static async Task Unavailable(SqliteFixture fixture, string stream) =>
        await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.Journal.Append(Samples.Append(stream, 1)));
}
