using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Dispatch.Api;
using Dispatch.Api.Hubs;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;
using Dispatch.Journal;

namespace Dispatch.Benchmarks.Micro;

/// <summary>An offer as it is pushed to its provider: with what was generated at build, beside reflection.</summary>
public class JsonWritingBenchmark
{
    private readonly JsonSerializerOptions _reflection = Json.ByReflection();
    private OfferMessage _offer = null!;

    [GlobalSetup]
    public void Make()
    {
        var ids = new TypeIdSource(TimeProvider.System, new SystemRandomSource());
        var at = DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000);
        _offer = new OfferMessage(
            1_800_000_000_000_000,
            ids.New<OfferId>(),
            ids.New<ConsultId>(),
            new StateCode("CA"),
            [new ServiceId("botox"), new ServiceId("filler")],
            Modality.Live,
            Priority.Routine,
            WaitedSeconds: 1.25,
            at,
            at.AddSeconds(30));
        if (!ByReflection().AsSpan().SequenceEqual(Generated()))
        {
            throw new InvalidOperationException("Expected the same bytes from both.");
        }
    }

    [Benchmark(Baseline = true)]
    public byte[] ByReflection() => JsonSerializer.SerializeToUtf8Bytes(_offer, _reflection);

    [Benchmark]
    public byte[] Generated() => JsonSerializer.SerializeToUtf8Bytes(_offer, ApiJson.Default.OfferMessage);
}
