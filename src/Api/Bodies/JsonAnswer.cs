using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Api.Bodies;

/// <summary>A value as JSON, written in one piece with its length.</summary>
public sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK, string? location = null)
    : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (location is not null)
        {
            response.Headers.Location = location;
        }

        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
