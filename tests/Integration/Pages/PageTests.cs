using System.Net;
using System.Text;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;
using Dispatch.Tests.Integration.Pages.Support;

namespace Dispatch.Tests.Integration.Pages;

/// <summary>How built pages are served, from a folder that looks like one that was built.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private const string Script = "/assets/provider-3f9c2a17.js";
    private const string ScriptText = "console.log(1);";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dispatch-pages-");
    private readonly byte[] _smaller = Encoding.UTF8.GetBytes("as brotli would have it");
    private ContractServer? _server;
    private Browser? _browser;

    private Browser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        foreach (var page in (string[])["provider", "clinic", "ops", "wall", "design", "sign-in"])
        {
            Write($"{page}/index.html", $"<!doctype html><title>{page}</title>");
        }

        Write(Script, ScriptText);
        File.WriteAllBytes(Path.Combine(_folder.FullName, Script[1..] + ".br"), _smaller);
        Write("favicon.svg", "<svg/>");
        _server = await ContractServer.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Settings = new Dictionary<string, string> { ["Dispatch:PagesFolder"] = _folder.FullName },
        });
        _browser = new Browser(_server.Host);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await _server!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/provider", "provider")]
    [InlineData("/clinic", "clinic")]
    [InlineData("/clinic/consults/cns_01jd7aaaaaaaaaaaaaaaaaaaaa", "clinic")]
    [InlineData("/ops", "ops")]
    [InlineData("/wall", "wall")]
    [InlineData("/design", "design")]
    [InlineData("/sign-in", "sign-in")]
    public async Task APage_AskedFor_RunsNothingInlineAndIsFramedByNobody(string path, string page)
    {
        var answer = await Browser.Get(path);

        answer.IsStatus(200);
        Assert.Equal("text/html", answer.ContentType);
        Assert.Contains($"<title>{page}</title>", answer.Text, StringComparison.Ordinal);
        Assert.Equal("no-cache", answer.Headers["Cache-Control"]);
        var policy = answer.Headers["Content-Security-Policy"].Split(';', StringSplitOptions.TrimEntries)
            .Select(directive => directive.Split(' ', 2))
            .ToDictionary(directive => directive[0], directive => directive[1]);
        Assert.Equal("'none'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["style-src"]);
        Assert.Equal("'self'", policy["connect-src"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'none'", policy["base-uri"]);
        Assert.DoesNotContain("unsafe", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("same-origin", answer.Headers["Cross-Origin-Opener-Policy"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        Assert.Contains("camera=()", answer.Headers["Permissions-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task APage_ThatTheBrowserHas_IsNotSentAgain()
    {
        var tag = (await Browser.Get("/provider")).Headers["ETag"];

        var again = await Browser.Get("/provider", ("If-None-Match", tag));

        again.IsStatus(304);
        Assert.Equal("", again.Text);
        (await Browser.Get("/provider", ("If-None-Match", "\"another\""))).IsStatus(200);
    }

    [Fact]
    public async Task AHashedFile_AskedFor_IsKeptForEver()
    {
        var answer = await Browser.Get(Script);

        answer.IsStatus(200);
        Assert.Equal("text/javascript", answer.ContentType);
        Assert.Equal(ScriptText, answer.Text);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers["Cache-Control"]);
    }

    [Theory]
    [InlineData("br", true)]
    [InlineData("gzip, deflate, br", true)]
    [InlineData("gzip, br;q=0", false)]
    [InlineData("gzip", false)]
    [InlineData(null, false)]
    public async Task ACompressedFile_IsSentToWhoTakesIt(string? encodings, bool isCompressed)
    {
        var answer = await Browser.Get(Script, ("Accept-Encoding", encodings));

        Assert.Equal(isCompressed ? "br" : null, answer.Headers.GetValueOrDefault("Content-Encoding"));
        Assert.Equal(isCompressed ? Encoding.UTF8.GetString(_smaller) : ScriptText, answer.Text);
        Assert.Equal("Accept-Encoding", answer.Headers["Vary"]);
    }

    [Fact]
    public async Task AFile_AskedForByHead_IsToldOfAndNotSent()
    {
        var answer = await Browser.Send(HttpMethod.Head, Script, null);

        answer.IsStatus(200);
        Assert.Equal(ScriptText.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Headers["Content-Length"]);
        Assert.Equal("", answer.Text);
    }

    [Fact]
    public async Task AFileAtTheRoot_AskedFor_IsServed()
    {
        var answer = await Browser.Get("/favicon.svg");

        answer.IsStatus(200);
        Assert.Equal("image/svg+xml", answer.ContentType);
    }

    [Theory]
    [InlineData("/assets/nonesuch-3f9c2a17.js")]
    [InlineData("/assets/provider-3f9c2a17.js.br")]
    [InlineData("/assets/..%2fprovider%2findex.html")]
    [InlineData("/assets/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/nonesuch")]
    public async Task APath_OfNoFile_IsNotFound(string path) => (await Browser.Get(path)).IsProblem(404, "not-found");

    [Fact]
    public async Task APage_AskedForByPost_IsRefused() => (await Browser.Post("/provider")).IsProblem(405, "method-not-allowed");

    [Fact]
    public async Task Pages_ThatWereNotBuilt_SayHowToBuildThem()
    {
        await using var bare = await ContractServer.Start(new DispatchHostOptions
        {
            Time = TimeProvider.System,
            Settings = new Dictionary<string, string> { ["Dispatch:PagesFolder"] = Path.Combine(_folder.FullName, "nonesuch") },
        });
        await using var browser = new Browser(bare.Host);

        var answer = await browser.Get("/clinic");

        answer.IsStatus((int)HttpStatusCode.ServiceUnavailable);
        Assert.Equal("text/html", answer.ContentType);
        Assert.Contains("Node.js", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    private void Write(string path, string content)
    {
        var file = Path.Combine(_folder.FullName, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
