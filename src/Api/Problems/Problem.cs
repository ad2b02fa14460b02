using System.Globalization;
using System.Text.Json;

namespace Dispatch.Api.Problems;

/// <summary>A refusal as an answer: problem details (RFC 9457).</summary>
/// <param name="Detail">For the person who reads it: what was expected and what was found. Never patient data.</param>
/// <param name="Errors">What would be right, by the field's JSON path.</param>
/// <param name="OpensAt">When consults are served again.</param>
/// <param name="RetryAfter">Rounded up to whole seconds.</param>
public sealed record Problem(
    ProblemType Type,
    string? Detail = null,
    IReadOnlyDictionary<string, string[]>? Errors = null,
    TimeSpan? RetryAfter = null,
    DateTimeOffset? OpensAt = null) : IResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>The refusal as a hub call's error says it: <c>type: message</c>.</summary>
    public string HubMessage => Errors is null
        ? $"{Type.Uri}: {Detail ?? Type.Title}"
        : $"{Type.Uri}: {Detail ?? Type.Title} ({string.Join("; ", Errors.Select(e => $"{e.Key}: {string.Join(", ", e.Value)}"))})";

    public ProblemBody ToBody() => new(Type.Uri, Type.Title, Type.Status, Detail, Errors, OpensAt);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Type.Status;
        if (RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (Type == ProblemTypes.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"dispatch\"";
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(ToBody(), ApiJson.Default.ProblemBody);
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
