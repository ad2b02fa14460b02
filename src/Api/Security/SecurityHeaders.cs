namespace Dispatch.Api.Security;

/// <summary>
/// What browsers are told on every answer: nothing is framed, sniffed, stored or fetched from elsewhere. Other origins
/// get no CORS answer at all.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // The reference brings its own scripts; it sets styles on elements and shows icons from data URLs.
    private const string Reference =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string Page =
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(context.Request.Path);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }

    private static string PolicyFor(PathString path) =>
        path.StartsWithSegments("/v1", StringComparison.Ordinal) ? Nothing
        : path.StartsWithSegments("/docs", StringComparison.Ordinal) ? Reference
        : path == "/" ? Page
        : Nothing;
}
