using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Traces, metrics and logs as they arrive at a collector.</summary>
public sealed partial class OtlpTests
{
    private const string Traces = "/v1/traces";
    private const string Metrics = "/v1/metrics";
    private const string Logs = "/v1/logs";

    private static readonly string[] Patient =
        ["Zenobia", "Thistlewick", "1959-02-17", "thistle@mailbox.example", "415 555 0142", "cobaltite dust", "chart-yak-23", "ochre-coloured rash"];

    [Fact]
    public async Task ServedConsult_LeavesTracesMetricsAndLogs_AndNothingOfThePatient()
    {
        await using var collector = new OtlpCollector();
        await using var server = await ContractServer.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Settings = new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.AbsoluteUri,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
        });
        var clinic = await server.AddClinic();
        var provider = await server.AddProvider("CA");
        var hub = await server.Connect(provider, new() { TokenInQuery = true });
        await hub.Must("GoOnDuty", new JsonObject());
        var body = Bodies.Consult()
            .With("patient.givenName", Patient[0]).With("patient.familyName", Patient[1]).With("patient.birthDate", Patient[2])
            .With("patient.email", Patient[3]).With("patient.phone", "+1 " + Patient[4])
            .With("intake", new JsonObject { ["allergies"] = Patient[5] }).With("externalId", Patient[6]);
        var consult = await server.Begin(clinic, hub, body);
        await hub.Must("CompleteConsult", consult, Bodies.Approval("botox").With("justification", Patient[7]));
        await clinic.Rest.Post("/v1/consults", body.With("patient.birthDate", Patient[1]));
        await hub.Call("StartConsult", Patient[1]);
        await hub.Call("NoSuchMethod", Patient[1]);

        // Of another process: there it is still good for one who has it.
        const string Link = "lnk_of-another-process";
        (await server.Host.Http.GetAsync("/sign-in/" + Link)).Dispose();

        LogWarned(server.Host.Services.GetRequiredService<ILogger<OtlpTests>>(), consult);

        // What is on its way is sent before the process ends.
        await server.Host.Stop();

        var sent = collector.Bodies;
        Assert.True(Has(sent, Traces, "v1/consults"), "No span of the clinic's POST arrived.");
        Assert.True(Has(sent, Traces, "provider push"), "No span of the push arrived.");
        Assert.True(Has(sent, Metrics, "dispatch_consults_total"), "The metric of consults did not arrive.");
        Assert.True(Has(sent, Logs, consult), "What was logged did not arrive.");
        Assert.All((string[])[Traces, Metrics, Logs], path => Assert.True(Has(sent, path, "dispatch-api"), $"{path} does not name its process."));
        Assert.All(
            [.. Patient, clinic.ApiKey, provider.AccessToken, server.Host.OperatorToken, Link],
            secret => Assert.DoesNotContain(sent, one => Holds(one.Body, secret)));
    }

    private static bool Has(IEnumerable<(string Path, byte[] Body)> sent, string path, string text) =>
        sent.Any(one => one.Path == path && Holds(one.Body, text));

    private static bool Holds(byte[] body, string text) => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Consult} was served")]
    private static partial void LogWarned(ILogger logger, string consult);
}
