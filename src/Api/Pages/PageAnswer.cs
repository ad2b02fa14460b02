using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dispatch.Api.Pages;

/// <summary>A file of the pages: compressed where the browser takes it, and not at all where it has it.</summary>
public sealed class PageAnswer(PageFile file) : IResult
{
    private const string Brotli = "br";
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskFirst = "no-cache";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.CacheControl = file.IsHashed ? ForEver : AskFirst;
        response.Headers.ETag = file.Tag.ToString();
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
            && known.Any(tag => tag.Compare(file.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var content = file.Content;
        if (file.Brotli is { } smaller && TakesBrotli(request.Headers.AcceptEncoding))
        {
            content = smaller;
            response.Headers.ContentEncoding = Brotli;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }

    private static bool TakesBrotli(StringValues header) => StringWithQualityHeaderValue.TryParseList(header, out var encodings)
        && encodings.Any(e => e.Value.Equals(Brotli, StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
}
