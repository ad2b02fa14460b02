using Dispatch.Api.Pages;

namespace Dispatch.Api.Security;

/// <summary>
/// What browsers are told on every answer: nothing is framed, sniffed, stored or fetched from elsewhere, and over TLS they
/// come back over TLS only. Other origins get no CORS answer at all.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next, PublicAddress address)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // The reference brings its own scripts; it sets styles on elements and shows icons from data URLs.
    private const string Reference =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string Start =
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // Nothing inline and no code from text: a name that a patient was given can never run.
    private const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "media-src 'self'; manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private const string NoDevices =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), "
        + "midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()";

    private const string OverTlsForAYear = "max-age=31536000";

    private static readonly string[] Pages = [.. PageEndpoints.Names.Select(name => "/" + name)];

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        var policy = PolicyFor(context.Request.Path);
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (policy != Nothing)
        {
            headers["Permissions-Policy"] = NoDevices;
        }

        if (address.IsSecure(context.Request))
        {
            headers.StrictTransportSecurity = OverTlsForAYear;
        }

        return next(context);
    }

    private static string PolicyFor(PathString path) =>
        path.StartsWithSegments("/v1", StringComparison.Ordinal) ? Nothing
        : path.StartsWithSegments("/docs", StringComparison.Ordinal) ? Reference
        : path == "/" ? Start
        : Pages.Any(page => path.StartsWithSegments(page, StringComparison.Ordinal)) ? Page
        : Nothing;
}
