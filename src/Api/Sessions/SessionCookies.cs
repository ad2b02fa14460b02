using Dispatch.Api.Pages;
using Dispatch.Api.Security;

namespace Dispatch.Api.Sessions;

/// <summary>The cookies that carry sessions: one per kind of caller, so that a browser can have the pages of all open.</summary>
public sealed class SessionCookies(PublicAddress address)
{
    private const string HostPrefix = "__Host-";

    /// <summary>Null when the request carries none, or no token of ours.</summary>
    public TokenHash? Read(HttpRequest request, CallerKind kind) =>
        request.Cookies[NameOf(request, kind)] is { Length: > 0 and <= AccessToken.LengthMaximum } token
            ? TokenHash.Of(token)
            : null;

    /// <summary>Goes with the browser: it is not kept on the disk.</summary>
    public void Write(HttpResponse response, CallerKind kind, string token) =>
        response.Cookies.Append(NameOf(response.HttpContext.Request, kind), token, Options(response));

    public void Clear(HttpResponse response, CallerKind kind) =>
        response.Cookies.Delete(NameOf(response.HttpContext.Request, kind), Options(response));

    private CookieOptions Options(HttpResponse response) => new()
    {
        HttpOnly = true,
        Secure = address.IsSecure(response.HttpContext.Request),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };

    /// <summary>Without the prefix that it has over TLS.</summary>
    public static string NameOf(CallerKind kind) => kind switch
    {
        CallerKind.Operator => "dispatch-operator",
        CallerKind.Clinic => "dispatch-clinic",
        CallerKind.Wall => "dispatch-wall",
        _ => "dispatch-provider",
    };

    // With the prefix a browser takes it over TLS and for this very host only.
    private string NameOf(HttpRequest request, CallerKind kind) =>
        address.IsSecure(request) ? HostPrefix + NameOf(kind) : NameOf(kind);
}
