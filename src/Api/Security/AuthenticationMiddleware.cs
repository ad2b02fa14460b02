using Dispatch.Api.Pages;
using Dispatch.Api.Problems;
using Dispatch.Api.Sessions;

namespace Dispatch.Api.Security;

/// <summary>
/// Lets through who may call the endpoint, at the rate that is theirs: by a token, or else by the cookie of a session. Runs
/// after routing.
/// </summary>
public sealed class AuthenticationMiddleware(
    RequestDelegate next,
    AccessKeys keys,
    BrowserSessions sessions,
    SessionCookies cookies,
    PublicAddress address,
    FailedAuthentications failures,
    ApiLimits limits)
{
    /// <summary>What a page asks by itself says so: it does not keep a session from ending.</summary>
    public const string BackgroundHeader = "Dispatch-Background";

    private const string Scheme = "Bearer ";
    private const string QueryKey = "access_token";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredCaller>() is not { } required)
        {
            return next(context);
        }

        if (Token(context, required) is not { } token)
        {
            return cookies.Read(context.Request, required.Kind) is { } session
                ? AdmitSession(context, required, session)
                : Refuse(context, new Problem(ProblemTypes.Unauthenticated));
        }

        if (token.Length is 0 or > AccessToken.LengthMaximum)
        {
            return Refuse(context, new Problem(ProblemTypes.Unauthenticated));
        }

        var hash = TokenHash.Of(token);
        if (keys.TryGetKnown(hash, out var caller))
        {
            return Admit(context, required, caller);
        }

        return !keys.IsInMind(hash) && failures.AreTooMany(context.Connection.RemoteIpAddress)
            ? Refuse(context, TooManyFailures())
            : FindAndAdmit(context, required, hash);
    }

    private async Task AdmitSession(HttpContext context, RequiredCaller required, TokenHash hash)
    {
        if (!SameOrigin.Allows(context.Request, address))
        {
            await Refuse(context, new Problem(ProblemTypes.CrossSite));
            return;
        }

        if (!sessions.IsInMind(hash) && failures.AreTooMany(context.Connection.RemoteIpAddress))
        {
            await Refuse(context, TooManyFailures());
            return;
        }

        if (await sessions.Find(hash, context.RequestAborted) is not { } session || session.Kind != required.Kind)
        {
            await Admit(context, required, null);
            return;
        }

        if (!context.Request.Headers.ContainsKey(BackgroundHeader))
        {
            sessions.Seen(session);
        }

        context.Features.Set(session);
        await Admit(context, required, session.Caller);
    }

    private Problem TooManyFailures() =>
        new(ProblemTypes.RateLimited, "Too many failed authentications.", RetryAfter: limits.RetryAfter);

    private async Task FindAndAdmit(HttpContext context, RequiredCaller required, TokenHash hash) =>
        await Admit(context, required, await keys.Find(hash, context.RequestAborted));

    private Task Admit(HttpContext context, RequiredCaller required, Caller? caller)
    {
        if (caller is null)
        {
            failures.Count(context.Connection.RemoteIpAddress);
            return Refuse(context, new Problem(ProblemTypes.Unauthenticated));
        }

        if (caller.Kind != required.Kind)
        {
            return Refuse(context, new Problem(
                ProblemTypes.Forbidden, $"This needs the {Proof(required.Kind)}."));
        }

        if (!caller.Requests.TryTake(out var retryAfter))
        {
            return Refuse(context, new Problem(ProblemTypes.RateLimited, RetryAfter: retryAfter));
        }

        context.Features.Set(caller);
        return next(context);
    }

    private static string? Token(HttpContext context, RequiredCaller required)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return header[Scheme.Length..].Trim();
        }

        return required.TokenInQuery ? context.Request.Query[QueryKey] : (string?)null;
    }

    private static string Proof(CallerKind kind) => kind switch
    {
        CallerKind.Operator => "token of the operator",
        CallerKind.Clinic => "token of a clinic",
        CallerKind.Wall => "session of a wall board",
        _ => "token of a provider",
    };

    private static Task Refuse(HttpContext context, Problem problem) => problem.ExecuteAsync(context);
}
