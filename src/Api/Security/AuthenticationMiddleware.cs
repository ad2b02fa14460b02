using Dispatch.Api.Problems;

namespace Dispatch.Api.Security;

/// <summary>Lets through who may call the endpoint, at the rate that is theirs. Runs after routing.</summary>
public sealed class AuthenticationMiddleware(
    RequestDelegate next, AccessKeys keys, FailedAuthentications failures, ApiLimits limits)
{
    private const string Scheme = "Bearer ";
    private const string QueryKey = "access_token";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredCaller>() is not { } required)
        {
            return next(context);
        }

        if (Token(context, required) is not { Length: > 0 and <= AccessToken.LengthMaximum } token)
        {
            return Refuse(context, new Problem(ProblemTypes.Unauthenticated));
        }

        var hash = TokenHash.Of(token);
        if (keys.TryGetKnown(hash, out var caller))
        {
            return Admit(context, required, caller);
        }

        return failures.AreTooMany(context.Connection.RemoteIpAddress)
            ? Refuse(context, new Problem(ProblemTypes.RateLimited, "Too many failed authentications.", RetryAfter: limits.RetryAfter))
            : FindAndAdmit(context, required, hash);
    }

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
                ProblemTypes.Forbidden, $"This needs the token of a {Name(required.Kind)}."));
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

    private static string Name(CallerKind kind) => kind switch
    {
        CallerKind.Operator => "operator",
        CallerKind.Clinic => "clinic",
        _ => "provider",
    };

    private static Task Refuse(HttpContext context, Problem problem) => problem.ExecuteAsync(context);
}
