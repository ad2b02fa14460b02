using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Dispatch.Journal;

namespace Dispatch.Benchmarks.Micro;

/// <summary>The hash of an event with its place in the chain, beside SHA-256 of its payload alone.</summary>
public class HashBenchmark
{
    private const string Stream = "cns_01jd7000000000000000000000";
    private const string Id = "evt_01jd7000000000000000000000";

    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000);

    private readonly byte[] _payload = new byte[400];
    private readonly byte[] _previous = new byte[HashChain.HashLength];

    [Benchmark(Baseline = true)]
    public byte[] PayloadAlone() => SHA256.HashData(_payload);

    [Benchmark]
    public byte[] Event() => HashChain.Hash(_previous, Stream, 3, Id, "consult.assigned", At, _payload);
}
