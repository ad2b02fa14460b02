using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>Neither tokens nor anything about patients is to be found in what the server leaves on the disk or says in its log.</summary>
public class SecretsTests
{
    [Fact]
    public async Task FilesAndLog_AfterEverythingWasDone_HoldNoTokenAndNoPatient()
    {
        using var log = new EveryLine();
        await using var server = await ContractServer.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Configure = builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Trace);
                builder.Logging.AddProvider(log);
            },
        });
        var clinic = await server.AddClinic();
        var provider = await server.AddProvider("CA");
        var hub = await server.Connect(provider, new() { TokenInQuery = true });
        var watch = await server.Connect(clinic, new() { TokenInQuery = true });
        await watch.Must("WatchConsults");
        await hub.Must("GoOnDuty", new JsonObject());
        var consult = Bodies.Consult()
            .With("patient.givenName", "Xanthippe").With("patient.familyName", "Quillfeather").With("patient.birthDate", "1961-07-23")
            .With("patient.email", "quill@mailbox.example").With("patient.phone", "+1 415 555 0199")
            .With("intake", new JsonObject { ["allergies"] = "wolframite dust" }).With("externalId", "chart-zebra-11");
        var declined = await clinic.Request(consult, "visit-11");
        await hub.Must("DeclineOffer", (await hub.Next("Offer")).GetProperty("offerId").GetString(), "knows Quillfeather privately");
        await clinic.Rest.Post($"/v1/consults/{declined}/cancel", new JsonObject { ["reason"] = "Xanthippe left angrily" });
        var released = await server.Begin(clinic, hub, consult);
        await hub.Must("ReleaseConsult", released, "vomiting patient, called away");
        var other = await server.ConnectOnDuty("CA");
        var again = await other.Next("Offer", o => o.GetProperty("consultId").GetString() == released);
        await other.Must("AcceptOffer", again.GetProperty("offerId").GetString());
        await other.Must("StartConsult", released);
        await other.Must("CompleteConsult", released, Bodies.Approval("botox").With("justification", "periwinkle-coloured rash excluded"));
        await clinic.Rest.Get($"/v1/consults/{released}/timeline");
        await clinic.Rest.Get("/v1/consults?cursor=" + clinic.ApiKey);
        await server.Nobody.Get("/v1/consults?access_token=" + clinic.ApiKey);
        await clinic.Rest.Post("/v1/consults", consult.With("patient.birthDate", "Quillfeather"));
        await hub.Call("StartConsult", "Quillfeather");
        await hub.Call("NoSuchMethod", "Quillfeather");
        await hub.Call("Resume", "Quillfeather");

        var running = Files(server);
        await server.Host.Stop();

        string[] secrets =
        [
            clinic.ApiKey, provider.AccessToken, server.Host.OperatorToken, "Xanthippe", "Quillfeather", "1961-07-23", "quill@mailbox",
            "415 555 0199", "wolframite", "chart-zebra-11", "left angrily", "vomiting", "periwinkle", "onabotulinumtoxinA",
        ];
        Assert.Contains(running, f => f.Content.AsSpan().IndexOf("consult.requested"u8) >= 0);
        Assert.NotEmpty(log.Lines);
        foreach (var (name, content) in running.Concat(Files(server)).Append(("log", Encoding.UTF8.GetBytes(string.Join('\n', log.Lines)))))
        {
            Assert.All(secrets, secret =>
            {
                Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"Expected no '{secret}' in {name}: {Around(content, secret)}");
                Assert.True(content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) < 0, $"Expected no '{secret}' in {name}.");
                Assert.True(
                    content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))[..8])) < 0,
                    $"Expected no base64 of '{secret}' in {name}.");
            });
        }
    }

    [Fact]
    public async Task Tokens_OfManyCallers_AreAllDifferentAndLong()
    {
        await using var server = await ContractServer.Start(DispatchHostOptions.RealTime);
        var tokens = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(tokens.Add((await server.AddClinic()).ApiKey));
            Assert.True(tokens.Add((await server.AddProvider("CA")).AccessToken));
        }

        // 256 bits are 43 characters of base64url.
        Assert.All(tokens, t => Assert.Matches("^(dk|pt)_[A-Za-z0-9_-]{43}$", t));
    }

    private static List<(string Name, byte[] Content)> Files(ContractServer server) =>
        [.. Directory.EnumerateFiles(server.Host.DataFolder, "*", SearchOption.AllDirectories)
            .Union(server.Host.Store.Files()).Select(f => (f, Read(f)))];

    private static byte[] Read(string path)
    {
        // The server has the file open for writing.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private static string Around(byte[] content, string secret)
    {
        var at = content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret));
        return at < 0 ? "" : Encoding.UTF8.GetString(content.AsSpan(Math.Max(0, at - 200), Math.Min(400, content.Length - Math.Max(0, at - 200))));
    }

    private sealed class EveryLine : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => new Logger(_lines, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(ConcurrentQueue<string> lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
