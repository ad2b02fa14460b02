using System.Collections.Concurrent;
using Dispatch.Domain.Ids;
using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>Several processes on one database: each has a store of its own here.</summary>
public sealed class PostgresProcessesTests : IAsyncLifetime
{
    private const int Rounds = 60;

    private readonly PostgresFixture _first = new();
    private readonly PostgresFixture _second;

    public PostgresProcessesTests() => _second = new PostgresFixture(connectionString: _first.Options.ConnectionString);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task Start_OfSeveralAtOnce_MigratesOnce()
    {
        PostgresFixture[] all = [_first, _second, .. Enumerable.Range(0, 4).Select(_ => Another())];

        await Task.WhenAll(all.Select(fixture => Task.Run(fixture.Start)));

        foreach (var fixture in all)
        {
            Assert.IsType<AppendResult.Appended>(await fixture.Journal.Append(Samples.Append(Samples.NewStream())));
        }

        Assert.Equal(true, _first.Execute("SELECT count(*) = max(version) FROM schema_version"));
        foreach (var fixture in all[2..])
        {
            await fixture.DisposeAsync();
        }
    }

    [Fact]
    public async Task Writers_OfTwoProcesses_HaveOneConnectionEachAlsoAfterOneWasLost()
    {
        StartBoth();
        await AppendManyToBoth();
        Assert.Equal(2L, Writers());

        _first.Execute(
            "SELECT count(pg_terminate_backend(pid, 60000)) FROM pg_stat_activity "
            + "WHERE application_name = 'dispatch writer' AND datname = current_database()");
        foreach (var fixture in (PostgresFixture[])[_first, _second])
        {
            await Assert.ThrowsAnyAsync<StoreUnavailableException>(() => fixture.Journal.Append(Samples.Append(Samples.NewStream())));
        }

        await AppendManyToBoth();
        Assert.Equal(2L, Writers());

        Task AppendManyToBoth() => Task.WhenAll(
            new[] { _first, _second }.SelectMany(fixture => Enumerable.Range(0, Rounds).Select(_ => Task.Run(async () =>
                Assert.IsType<AppendResult.Appended>(await fixture.Journal.Append(Samples.Append(Samples.NewStream())))))));

        long Writers() => (long)_first.Execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dispatch writer' AND datname = current_database()")!;
    }

    [Fact]
    public async Task Start_OnASchemaOfANewerVersion_IsRefusedClearly()
    {
        _first.Start();
        _first.Execute("INSERT INTO schema_version (version, name, applied_at) VALUES (999, 'later', 0)");

        var error = Assert.Throws<InvalidOperationException>(_second.Start);
        Assert.Contains("schema 999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_ToAStreamThatTheOtherWroteMeanwhile_IsAConflictAndThenContinuesTheOther()
    {
        StartBoth();
        var stream = Samples.NewStream();
        Assert.Equal(new AppendResult.Appended(1), await _first.Journal.Append(Samples.Append(stream)));
        Assert.Equal(new AppendResult.VersionConflict(1), await _second.Journal.Append(Samples.Append(stream)));
        Assert.Equal(new AppendResult.Appended(2), await _second.Journal.Append(Samples.Append(stream, 1)));

        Assert.Equal(new AppendResult.VersionConflict(2), await _first.Journal.Append(Samples.Append(stream, 1)));
        Assert.Equal(new AppendResult.Appended(3), await _first.Journal.Append(Samples.Append(stream, 2)));
        Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(await _second.Journal.Read(stream)));
    }

    [Fact]
    public async Task Take_OfAClaimThatTheOtherTook_NamesItsHolder()
    {
        StartBoth();
        var key = Samples.NewStream();
        await Take(_first, key, "first");
        Assert.Equal(new AppendResult.ClaimTaken("slot", key, "first"), await Take(_second, key, "second"));
        await _second.Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Free("slot", key, "first")));
        Assert.IsType<AppendResult.Appended>(await Take(_second, key, "second"));
        Assert.Equal(new AppendResult.ClaimTaken("slot", key, "second"), await Take(_first, key, "first"));
    }

    [Fact]
    public async Task Require_OfAClaimThatTheOtherHandedOn_NamesItsHolder()
    {
        StartBoth();
        var key = Samples.NewStream();
        await Take(_first, key, "first");
        Assert.IsType<AppendResult.Appended>(await Require(_second, key, "first"));
        await _second.Journal.Append(Samples.Append(Samples.NewStream()).With(
            new ClaimChange.Free("slot", key, "first"), new ClaimChange.Take("slot", key, "second")));
        Assert.Equal(new AppendResult.ClaimNotHeld("slot", key, "second"), await Require(_first, key, "first"));
    }

    [Fact]
    public async Task Require_BetweenReadingAndWriting_KeepsTheOthersFromHandingTheClaimOn()
    {
        var key = Samples.NewStream();
        await using var interrupted = Interrupted(
            $"""
            DO $$ BEGIN
                PERFORM 1 FROM claims WHERE scope = 'slot' AND key = '{key}' FOR UPDATE NOWAIT;
                INSERT INTO claims (scope, key, holder) VALUES ('seen', '{key}', 'free') ON CONFLICT DO NOTHING;
            EXCEPTION WHEN lock_not_available THEN
                INSERT INTO claims (scope, key, holder) VALUES ('seen', '{key}', 'locked');
            END $$
            """);
        StartBoth();
        await Take(_first, key, "holder");
        var required = Require(interrupted, key, "holder");
        interrupted.Start();

        Assert.IsType<AppendResult.Appended>(await required);
        Assert.Equal(
            new AppendResult.ClaimTaken("seen", key, "locked"),
            await _second.Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Take("seen", key, "asked"))));
    }

    [Fact]
    public async Task Take_WhenTheOtherTakesItBetweenReadingAndWriting_NamesItsHolderAndTheRestOfTheBatchIsWritten()
    {
        var key = Samples.NewStream();
        await using var interrupted = Interrupted(
            $"INSERT INTO claims (scope, key, holder) VALUES ('slot', '{key}', 'other') ON CONFLICT DO NOTHING");
        var taken = Take(interrupted, key, "first");
        var beside = interrupted.Journal.Append(Samples.Append(Samples.NewStream()));
        interrupted.Start();

        Assert.Equal(new AppendResult.ClaimTaken("slot", key, "other"), await taken);
        Assert.Equal(new AppendResult.Appended(1), await beside);
        Assert.True(interrupted.Health.Read().IsAvailable);
    }

    [Fact]
    public async Task Append_WhenTheOtherAppendsBetweenReadingAndWriting_IsAConflictThatNamesItsHead()
    {
        var stream = Samples.NewStream();
        await using var interrupted = Interrupted(
            $"""
            INSERT INTO events (stream, version, id, type, at, payload, hash)
            SELECT '{stream}', n, '{Samples.New<EventId>().Value}', 'consult.tested', 0, '', decode(repeat('00', 32), 'hex')
            FROM generate_series(1, 2) n ON CONFLICT DO NOTHING
            """);
        var append = interrupted.Journal.Append(Samples.Append(stream));
        interrupted.Start();

        Assert.Equal(new AppendResult.VersionConflict(2), await append);
    }

    [Fact]
    public async Task Claims_OfTwoWritersAtOnce_AreNeverDoubleAndNeverDeadlock()
    {
        StartBoth();
        string[] keys = [.. Samples.Repeat(6, Samples.NewStream)];
        var holders = new ConcurrentDictionary<string, string>();
        var taken = 0;

        await Task.WhenAll(new[] { _first, _second }.SelectMany(
            (fixture, process) => Enumerable.Range(0, 8).Select(worker => Task.Run(() => Work(fixture, process, worker)))));

        Assert.True(taken > 0);
        await _second.Reopen();
        await _first.Reopen();
        Assert.Equal(0L, _first.Execute("SELECT count(*) FROM claims"));
        Assert.Equal(0L, _first.Execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));

        async Task Work(PostgresFixture fixture, int process, int worker)
        {
            for (var round = 0; round < Rounds; round++)
            {
                // Two claims in either order, so that writers that lock as they are told would wait for each other.
                var one = keys[(worker + round) % keys.Length];
                var two = keys[(worker + round + 1 + (round % 3)) % keys.Length];
                var holder = $"{process}/{worker}/{round}";
                ClaimChange[] take = [new ClaimChange.Take("slot", one, holder), new ClaimChange.Take("slot", two, holder)];
                var result = await fixture.Journal.Append(Samples.Append(Samples.NewStream()).With(take));
                if (result is AppendResult.ClaimTaken)
                {
                    continue;
                }

                Assert.IsType<AppendResult.Appended>(result);
                Interlocked.Increment(ref taken);
                Assert.True(holders.TryAdd(one, holder), $"{one} is held by {holders.GetValueOrDefault(one)} and {holder}.");
                Assert.True(holders.TryAdd(two, holder), $"{two} is held by {holders.GetValueOrDefault(two)} and {holder}.");
                holders.TryRemove(two, out _);
                holders.TryRemove(one, out _);
                Assert.IsType<AppendResult.Appended>(await fixture.Journal.Append(Samples.Append(Samples.NewStream()).With(
                    new ClaimChange.Free("slot", two, holder), new ClaimChange.Free("slot", one, holder))));
            }
        }
    }

    [Fact]
    public async Task Stream_WrittenByTwoAtOnce_HasEachAcceptedAppendOnceAndItsChainIntact()
    {
        StartBoth();
        var stream = Samples.NewStream();
        var accepted = new ConcurrentBag<long>();

        await Task.WhenAll(new[] { _first, _second }.SelectMany(
            fixture => Enumerable.Range(0, 3).Select(_ => Task.Run(() => Work(fixture)))));

        var events = await _first.Journal.Read(stream);
        Assert.Equal(accepted.Order(), events.Select(e => e.Version));
        Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(events));

        async Task Work(PostgresFixture fixture)
        {
            var version = 0L;
            for (var round = 0; round < Rounds; round++)
            {
                switch (await fixture.Journal.Append(Samples.Append(stream, version)))
                {
                    case AppendResult.Appended(var now):
                        accepted.Add(version = now);
                        break;
                    case AppendResult.VersionConflict(var actual):
                        Assert.NotEqual(version, actual);
                        version = actual;
                        break;
                }
            }
        }
    }

    private PostgresFixture Another() => new(connectionString: _first.Options.ConnectionString);

    /// <summary>A third process, on whose database this happens between reading and writing, each time.</summary>
    private PostgresFixture Interrupted(string sql)
    {
        _first.Start();
        return new PostgresFixture(
            wrap: session => new BetweenSession(session, () => _first.Execute(sql)),
            connectionString: _first.Options.ConnectionString);
    }

    private void StartBoth()
    {
        _first.Start();
        _second.Start();
    }

    private static Task<AppendResult> Require(PostgresFixture fixture, string key, string holder) =>
        fixture.Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Require("slot", key, holder)));

    private static Task<AppendResult> Take(PostgresFixture fixture, string key, string holder) =>
        fixture.Journal.Append(Samples.Append(Samples.NewStream()).With(new ClaimChange.Take("slot", key, holder)));
}
