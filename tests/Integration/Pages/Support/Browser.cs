using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Client.Hubs;
using Dispatch.Tests.Integration.Contract.Support;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Pages.Support;

/// <summary>
/// A browser as the server sees one: it keeps cookies, sends them back, and says that its requests come from a page of this
/// server unless a test says otherwise.
/// </summary>
public sealed class Browser(DispatchHost host) : IAsyncDisposable
{
    public const string FetchSite = "Sec-Fetch-Site";

    private static readonly Dictionary<string, string?> FromOwnPage = new() { [FetchSite] = "same-origin" };

    private readonly SortedDictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private readonly List<RawHub> _hubs = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = Safety.Limit,
    };

    /// <summary>As the last answer set them, attributes included.</summary>
    public IReadOnlyList<string> LastSetCookies { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>Signs in as whoever has the token; fails the test when it is refused.</summary>
    public async Task SignIn(string token)
    {
        var answer = await Post("/v1/session", new JsonObject { ["token"] = token });
        answer.Is(System.Net.HttpStatusCode.Created);
    }

    public Task<Answer> Get(string path, params (string Name, string? Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, JsonNode? body = null, params (string Name, string? Value)[] headers) =>
        Send(HttpMethod.Post, path, body?.ToJsonString() ?? "{}", headers);

    public Task<Answer> Put(string path, JsonNode? body = null, params (string Name, string? Value)[] headers) =>
        Send(HttpMethod.Put, path, body?.ToJsonString() ?? "{}", headers);

    public Task<Answer> Delete(string path, params (string Name, string? Value)[] headers) =>
        Send(HttpMethod.Delete, path, null, headers);

    /// <param name="headers">Instead of the usual ones; null for none of that name.</param>
    public async Task<Answer> Send(
        HttpMethod method, string path, string? body, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(host.Address, path));
        foreach (var (name, value) in HeadersWith(headers))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var response = await _http.SendAsync(request);
        LastSetCookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        foreach (var cookie in LastSetCookies)
        {
            Keep(cookie);
        }

        return await Answer.Of(response);
    }

    public async Task<RawHub> Connect(string path, params (string Name, string? Value)[] headers)
    {
        var hub = await RawHub.Connect(
            host.Address, path, null, new HubConnectionOptions { Headers = HeadersWith(headers) });
        _hubs.Add(hub);
        return hub;
    }

    /// <summary>Forgets everything but what another browser has: as if its profile were copied.</summary>
    public void CopyCookies(Browser other)
    {
        foreach (var (name, value) in other.Cookies)
        {
            _cookies[name] = value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in _hubs)
        {
            hub.Abort();
            await hub.DisposeAsync();
        }

        _http.Dispose();
    }

    private Dictionary<string, string> HeadersWith((string Name, string? Value)[] headers)
    {
        var all = new Dictionary<string, string?>(FromOwnPage);
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        if (_cookies.Count > 0)
        {
            all["Cookie"] = string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}"));
        }

        return all.Where(h => h.Value is not null).ToDictionary(h => h.Key, h => h.Value!);
    }

    // A cookie that has expired already is one that is taken back.
    private void Keep(string setCookie)
    {
        var parts = setCookie.Split(';', StringSplitOptions.TrimEntries);
        var (name, value) = (parts[0].Split('=', 2)[0], parts[0].Split('=', 2)[1]);
        if (value.Length == 0)
        {
            _cookies.Remove(name);
        }
        else
        {
            _cookies[name] = value;
        }
    }
}
