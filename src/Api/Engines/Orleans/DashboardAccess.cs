using System.Text;

namespace Dispatch.Api.Engines.Orleans;

/// <summary>
/// Lets a browser send the operator's token to the dashboard as a password, with any name, and gives the dashboard's page
/// what it may load. Whether the token is the operator's is checked where all tokens are.
/// </summary>
public sealed class DashboardAccess(RequestDelegate next)
{
    public const string Path = "/orleans";

    private const string Scheme = "Basic ";

    // The page sets styles on elements; its scripts, fonts and images are its own.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        if (Password(context.Request.Headers.Authorization) is { } token)
        {
            context.Request.Headers.Authorization = $"Bearer {token}";
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"Dispatch, operator's token as password\"";
            }

            return Task.CompletedTask;
        });
        await next(context);
    }

    private static string? Password(string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), buffer, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? pair[(colon + 1)..] : null;
    }
}
