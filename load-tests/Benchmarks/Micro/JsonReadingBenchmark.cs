using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Dispatch.Api;
using Dispatch.Api.Consults;

namespace Dispatch.Benchmarks.Micro;

/// <summary>A clinic's request for a consult: with what was generated at build, beside reflection.</summary>
public class JsonReadingBenchmark
{
    private readonly JsonSerializerOptions _reflection = Json.ByReflection();
    private readonly byte[] _request = Encoding.UTF8.GetBytes(
        """
        {"patient":{"givenName":"Amelia","familyName":"Okafor","birthDate":"1988-03-14"},"state":"CA","services":["botox","filler"],
        "modality":"live","intake":{"allergies":"none known","medications":"none","history":"no cardiac disease"},"priority":"routine",
        "preferredLanguage":"es","preferSameProvider":true}
        """);

    [Benchmark(Baseline = true)]
    public RequestConsultBody? ByReflection() => JsonSerializer.Deserialize<RequestConsultBody>(_request, _reflection);

    [Benchmark]
    public RequestConsultBody? Generated() => JsonSerializer.Deserialize(_request, ApiJson.Default.RequestConsultBody);
}
