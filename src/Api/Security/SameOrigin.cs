using Dispatch.Api.Pages;

namespace Dispatch.Api.Security;

/// <summary>
/// Whether a request that a browser's cookie speaks for comes from a page of this server. SameSite=Strict keeps the cookie
/// from other sites' requests; this keeps out what a neighbour on the same site, or a browser without it, could send.
/// </summary>
public static class SameOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";
    private const string WebSocket = "websocket";

    /// <summary>What counts for a request with a cookie: it says where it comes from, or it only reads.</summary>
    public static bool Allows(HttpRequest request, PublicAddress address) =>
        Site(request, address) ?? (IsRead(request) && !IsWebSocket(request));

    /// <summary>Whether it says that it comes from elsewhere. What brings a token of its own need not say anything.</summary>
    public static bool IsCrossSite(HttpRequest request, PublicAddress address) => Site(request, address) == false;

    // Null when the client says nothing: no browser of today, or an older one that reads.
    private static bool? Site(HttpRequest request, PublicAddress address)
    {
        string? site = request.Headers[FetchSite];
        if (!string.IsNullOrEmpty(site))
        {
            // None: somebody typed the address, or followed a bookmark.
            return site == "same-origin" || (site == "none" && IsRead(request) && !IsWebSocket(request));
        }

        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin)
            ? null
            : string.Equals(origin, address.OriginOf(request), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsWebSocket(HttpRequest request) =>
        request.Headers.Upgrade.Any(u => u is not null && u.Contains(WebSocket, StringComparison.OrdinalIgnoreCase));
}
