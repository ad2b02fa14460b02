using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Dispatch.Tests.Integration.Contract.Support;

/// <summary>One caller over HTTP that sends and sees what is on the wire.</summary>
public sealed class Rest(HttpClient http, string? token)
{
    public Rest As(string? other) => new(http, other);

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, JsonNode? body = null, string? key = null) =>
        Send(HttpMethod.Post, path, body?.ToJsonString() ?? "{}", key: key);

    public Task<Answer> Put(string path, JsonNode body) => Send(HttpMethod.Put, path, body.ToJsonString());

    /// <param name="contentType">Null to send a body of no stated type.</param>
    /// <param name="key">Sent as <c>Idempotency-Key</c>.</param>
    public async Task<Answer> Send(
        HttpMethod method, string path, string? body = null, string? contentType = "application/json", string? key = null)
    {
        using var request = Request(method, path, key);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        return await Send(request);
    }

    /// <summary>Waits for the server's word before it sends the body, so that a refusal is seen and not a broken pipe.</summary>
    public async Task<Answer> PostAfterAsking(string path, HttpContent content)
    {
        using var request = Request(HttpMethod.Post, path, null);
        request.Headers.ExpectContinue = true;
        request.Content = content;
        return await Send(request);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? key)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return request;
    }

    private async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        return await Answer.Of(response);
    }
}
