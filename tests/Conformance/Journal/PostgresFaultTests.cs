using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Dispatch.Journal;
using Dispatch.Journal.Postgres;
using Dispatch.Tests.Postgres;
using Npgsql;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>A server that goes away, stands still, or answers nobody: refused, never half-written, and well again by itself.</summary>
public sealed class PostgresFaultTests
{
    private const int ContinueSignal = 18;
    private const int StopSignal = 19;

    // Far more than a slow machine needs, and less than for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Append_WhoseCommitIsCarriedOutUnheard_Succeeds()
    {
        await using var fixture = ThroughProxy(out var proxy);
        await using var proxied = proxy;
        var stream = await WarmedUp(fixture);
        proxy.CutNext(CuttingProxy.Cut.BeforeAnswer);

        Assert.Equal(new AppendResult.Appended(2), await fixture.Journal.Append(Samples.Append(stream, 1)).WaitAsync(Limit));
        Assert.Equal(2, (await fixture.Journal.Read(stream)).Count);
        Assert.True(fixture.Health.Read().IsAvailable);
    }

    [Fact]
    public async Task Append_WhoseCommitIsCarriedOutUnheard_SucceedsOnceTheServerTakesConnectionsAgain()
    {
        await using var fixture = ThroughProxy(
            out var proxy,
            new JournalOptions { OutcomeTime = TimeSpan.FromMinutes(1) },
            options => options.ReconnectInterval = new PostgresStoreOptions().ReconnectInterval);
        await using var proxied = proxy;
        var stream = await WarmedUp(fixture);
        proxy.CutNext(CuttingProxy.Cut.BeforeAnswer);

        // More than one opening tries: it asks for encryption first, and then without.
        proxy.RefuseNext(4);

        Assert.Equal(new AppendResult.Appended(2), await fixture.Journal.Append(Samples.Append(stream, 1)).WaitAsync(Limit));
        Assert.Equal(2, (await fixture.Journal.Read(stream)).Count);
        Assert.True(fixture.Health.Read().IsAvailable);
    }

    [Fact]
    public async Task Append_WhoseCommitIsNotCarriedOut_IsUnavailableAndMayBeRepeated()
    {
        await using var fixture = ThroughProxy(out var proxy);
        await using var proxied = proxy;
        var stream = await WarmedUp(fixture);
        var request = Samples.Append(stream, 1);
        proxy.CutNext(CuttingProxy.Cut.BeforeRequest);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.Journal.Append(request).WaitAsync(Limit));
        Assert.IsNotType<AppendOutcomeUnknownException>(error);
        Assert.Equal(new AppendResult.Appended(2), await fixture.Journal.Append(request).WaitAsync(Limit));
    }

    [Fact]
    public async Task Append_AfterItsBackendWasKilled_IsRefusedOnceAndThenWorks()
    {
        await using var fixture = new PostgresFixture();
        var stream = await WarmedUp(fixture);
        fixture.Execute($"SELECT pg_terminate_backend({Writer(fixture)})");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.Journal.Append(Samples.Append(stream, 1)).WaitAsync(Limit));
        Assert.Equal(new AppendResult.Appended(2), await fixture.Journal.Append(Samples.Append(stream, 1)).WaitAsync(Limit));
    }

    [Fact]
    public async Task Read_AfterItsBackendsWereKilled_ReconnectsUnheard()
    {
        await using var fixture = new PostgresFixture();
        var stream = await WarmedUp(fixture);
        await fixture.Journal.Read(stream);
        fixture.Execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'dispatch reader'");

        Assert.Single(await fixture.Journal.Read(stream));
    }

    [Fact]
    public async Task Append_WhileItsBackendStandsStill_IsUnknownAndNotSaidToBeLost()
    {
        await using var fixture = new PostgresFixture(configure: Impatient);
        var stream = await WarmedUp(fixture);
        var backend = Writer(fixture);
        _ = Kill(backend, StopSignal);
        try
        {
            // What was sent may still be carried out, so nobody may say that it was not.
            await Assert.ThrowsAsync<AppendOutcomeUnknownException>(
                () => fixture.Journal.Append(Samples.Append(stream, 1)).WaitAsync(Limit));
        }
        finally
        {
            _ = Kill(backend, ContinueSignal);
        }

        var last = await Eventually(fixture, stream, 1);
        Assert.Equal(last, (await fixture.Journal.Read(stream))[^1].Version);
    }

    [Fact]
    public async Task Server_ThatStandsStill_IsUnavailableForWritersAndReadersAndThenWorks()
    {
        using var server = PostgresServer.Start();
        await using var fixture = new PostgresFixture(connectionString: server.ConnectionString(), configure: Impatient);
        var stream = await WarmedUp(fixture);
        await fixture.Journal.Read(stream);
        using (server.Freeze())
        {
            await Assert.ThrowsAnyAsync<StoreUnavailableException>(
                () => fixture.Journal.Append(Samples.Append(stream, 1)).WaitAsync(Limit));
            await Assert.ThrowsAnyAsync<StoreUnavailableException>(() => fixture.Journal.Read(stream).WaitAsync(Limit));
            Assert.False(fixture.Health.Read().IsAvailable);
        }

        await Eventually(fixture, stream, 1);
        Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(await fixture.Journal.Read(stream)));
        Assert.True(fixture.Health.Read().IsAvailable);
    }

    [Fact]
    public async Task Server_RestartedDuringAppends_LosesNothingThatWasAnswered()
    {
        using var server = PostgresServer.Start();
        await using var fixture = new PostgresFixture(connectionString: server.ConnectionString());
        await WarmedUp(fixture);
        var answered = new ConcurrentDictionary<string, long>();
        using var stop = new CancellationTokenSource();
        var enough = new SemaphoreSlim(0);
        var appending = Enumerable.Range(0, 8).Select(_ => Task.Run(Work)).ToList();
        for (var crash = 0; crash < 3; crash++)
        {
            for (var i = 0; i < 40; i++)
            {
                Assert.True(await enough.WaitAsync(Limit), fixture.Health.Read().LastError);
            }

            server.Crash();
            server.Boot();
        }

        await stop.CancelAsync();
        await Task.WhenAll(appending).WaitAsync(Limit);
        foreach (var (stream, version) in answered)
        {
            var events = await fixture.Journal.Read(stream);
            Assert.True(events.Count >= version, $"{stream} was answered {version} and has {events.Count}.");
            Assert.IsType<ChainVerdict.Intact>(HashChain.Verify(events));
        }

        async Task Work()
        {
            var stream = Samples.NewStream();
            while (!stop.IsCancellationRequested)
            {
                var version = answered.GetValueOrDefault(stream);
                try
                {
                    switch (await fixture.Journal.Append(Samples.Append(stream, version)))
                    {
                        case AppendResult.Appended(var now):
                            answered[stream] = now;
                            enough.Release();
                            break;
                        case AppendResult.VersionConflict(var actual):
                            Assert.Equal(version + 1, actual);
                            answered[stream] = actual;
                            break;
                    }
                }
                catch (StoreUnavailableException)
                {
                    await Task.Yield();
                }
            }
        }
    }

    private static void Impatient(PostgresStoreOptions options)
    {
        options.ConnectionString += ";Timeout=1;Command Timeout=1";
        options.LockTimeout = TimeSpan.FromMilliseconds(100);
    }

    private static PostgresFixture ThroughProxy(
        out CuttingProxy proxy, JournalOptions? options = null, Action<PostgresStoreOptions>? configure = null)
    {
        var address = new NpgsqlConnectionStringBuilder(SharedPostgres.NewDatabase());
        proxy = new CuttingProxy(address.Host!);
        address.Host = proxy.Folder;
        return new PostgresFixture(options, connectionString: address.ConnectionString, configure: configure);
    }

    /// <summary>A stream with one event, after which the next append to it is one request to the server.</summary>
    private static async Task<string> WarmedUp(PostgresFixture fixture)
    {
        fixture.Start();
        await fixture.Journal.Append(Samples.Append(Samples.NewStream()));
        var stream = Samples.NewStream();
        await fixture.Journal.Append(Samples.Append(stream));
        return stream;
    }

    private static int Writer(PostgresFixture fixture) => (int)fixture.Execute(
        "SELECT pid FROM pg_stat_activity WHERE application_name = 'dispatch writer' AND datname = current_database()")!;

    /// <summary>Appends until the store takes it again.</summary>
    /// <returns>The stream's last version.</returns>
    private static async Task<long> Eventually(PostgresFixture fixture, string stream, long version)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                switch (await fixture.Journal.Append(Samples.Append(stream, version)))
                {
                    case AppendResult.Appended(var now):
                        return now;
                    case AppendResult.VersionConflict(var actual):
                        version = actual;
                        break;
                }
            }
            catch (StoreUnavailableException)
            {
                await Task.Yield();
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
