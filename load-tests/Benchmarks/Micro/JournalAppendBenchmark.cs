using System.Text;
using BenchmarkDotNet.Attributes;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Benchmarks.Micro;

/// <summary>A durable append, alone and in company: what group commit saves each of 64.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "Its global clean-up disposes of what it holds.")]
public class JournalAppendBenchmark
{
    private const int Appenders = 64;

    private readonly TypeIdSource _ids = new(TimeProvider.System, new SystemRandomSource());
    private readonly byte[] _payload = Encoding.UTF8.GetBytes($$"""{"ticket":"{{new string('x', 385)}}"}""");
    private readonly Task[] _appends = new Task[Appenders];
    private ClinicId _clinic;
    private string _folder = "";
    private SqliteStore _store = null!;

    [GlobalSetup]
    public void Open()
    {
        _clinic = _ids.New<ClinicId>();
        _folder = Directory.CreateTempSubdirectory("dispatch-benchmark-").FullName;
        var options = new SqliteStoreOptions { Path = Path.Combine(_folder, "dispatch.db") };
        _store = new SqliteStore(options, new JournalOptions(), TimeProvider.System, NullLogger<SqliteStore>.Instance);
        _store.Start();
    }

    [GlobalCleanup]
    public async Task Close()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public Task AppendAlone() => Append();

    [Benchmark(OperationsPerInvoke = Appenders)]
    public Task AppendAsOneOf64()
    {
        for (var i = 0; i < Appenders; i++)
        {
            _appends[i] = Append();
        }

        return Task.WhenAll(_appends);
    }

    private Task<AppendResult> Append() => _store.Journal.Append(JournalAppend.Request(_ids, _clinic, _payload));
}
