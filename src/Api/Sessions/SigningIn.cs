using Dispatch.Api.Pages;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Sessions;

/// <summary>Exchanges tokens and links for sessions, and tells a browser of those that it has.</summary>
public sealed class SigningIn(
    BrowserSessions sessions,
    SessionCookies cookies,
    SignInLinks links,
    AccessKeys keys,
    FailedAuthentications failures,
    IGrainFactory grains,
    PublicAddress address,
    ApiLimits limits,
    TimeProvider time)
{
    private const string Expired = "/sign-in?link=expired";

    private static readonly CallerKind[] Kinds = Enum.GetValues<CallerKind>();

    /// <returns>The session, its cookie set; or why not.</returns>
    public async Task<(SessionBody? Session, Problem? Problem)> WithToken(HttpContext context, string? token)
    {
        if (SameOrigin.IsCrossSite(context.Request, address))
        {
            return (null, new Problem(ProblemTypes.CrossSite));
        }

        var from = context.Connection.RemoteIpAddress;
        if (failures.AreTooMany(from))
        {
            return (null, TooManyFailures());
        }

        Caller? caller = null;
        if (token?.Trim() is { Length: > 0 and <= AccessToken.LengthMaximum } text)
        {
            var hash = TokenHash.Of(text);
            caller = keys.TryGetKnown(hash, out var known) ? known : await keys.Find(hash, context.RequestAborted);
        }

        if (caller is null)
        {
            failures.Count(from);
            return (null, new Problem(ProblemTypes.Unauthenticated));
        }

        return caller.Requests.TryTake(out var retryAfter)
            ? (await Begin(context, caller), null)
            : (null, new Problem(ProblemTypes.RateLimited, RetryAfter: retryAfter));
    }

    /// <returns>Where to go: the page of whose link it was, or where to sign in.</returns>
    public async Task<string> WithLink(HttpContext context, string link)
    {
        // What only looks ahead, or comes from another site's page, does not use it up.
        if (!HttpMethods.IsGet(context.Request.Method)
            || context.Request.Headers.ContainsKey("Sec-Purpose")
            || SameOrigin.IsCrossSite(context.Request, address)
            || links.Take(link) is not { } caller)
        {
            return Expired;
        }

        await Begin(context, caller);
        return caller.Kind switch
        {
            CallerKind.Operator => "/ops",
            CallerKind.Clinic => "/clinic",
            _ => "/provider",
        };
    }

    /// <param name="kind">Of the sessions asked for; null for all.</param>
    /// <param name="isActivity">Whether it means that somebody is there.</param>
    public async Task<(SessionsBody? Sessions, Problem? Problem)> Sessions(HttpContext context, string? kind, bool isActivity)
    {
        if (!TryParse(kind, out var kinds))
        {
            return (null, UnknownKind());
        }

        if (!SameOrigin.Allows(context.Request, address))
        {
            return (null, new Problem(ProblemTypes.CrossSite));
        }

        var found = new List<SessionBody>();
        var isRefused = false;
        foreach (var one in kinds)
        {
            if (cookies.Read(context.Request, one) is not { } hash)
            {
                continue;
            }

            if (MayNotLookUp(context, hash))
            {
                isRefused = true;
            }
            else if (await Find(context, hash) is { } session && session.Kind == one)
            {
                if (isActivity)
                {
                    sessions.Seen(session);
                }

                found.Add(await Describe(session));
            }
        }

        return found.Count == 0
            ? (null, isRefused ? TooManyFailures() : new Problem(ProblemTypes.Unauthenticated))
            : (new SessionsBody(time.GetUtcNow(), found), null);
    }

    /// <returns>Null once they have ended; a browser without any is signed off already.</returns>
    public async Task<Problem?> Off(HttpContext context, string? kind)
    {
        if (!TryParse(kind, out var kinds))
        {
            return UnknownKind();
        }

        if (!SameOrigin.Allows(context.Request, address))
        {
            return new Problem(ProblemTypes.CrossSite);
        }

        if (kinds.Any(one => cookies.Read(context.Request, one) is { } hash && MayNotLookUp(context, hash)))
        {
            return TooManyFailures();
        }

        foreach (var one in kinds)
        {
            if (cookies.Read(context.Request, one) is not { } hash)
            {
                continue;
            }

            // One that is idle here may have been used through another process: it is ended all the same.
            await Find(context, hash);
            await sessions.End(hash);
            cookies.Clear(context.Response, one);
        }

        return null;
    }

    /// <summary>Begins the session of a clinic's wall board in this browser, its cookie set.</summary>
    public Task<SessionBody> AsWall(HttpContext context, Caller.OfClinic clinic) => Begin(context, keys.OfWall(clinic.Clinic));

    private async Task<SessionBody> Begin(HttpContext context, Caller caller)
    {
        if (cookies.Read(context.Request, caller.Kind) is { } before)
        {
            await sessions.End(before);
        }

        var (session, token) = await sessions.Begin(caller);
        cookies.Write(context.Response, caller.Kind, token);
        return await Describe(session);
    }

    private bool MayNotLookUp(HttpContext context, TokenHash hash) =>
        !sessions.IsInMind(hash) && failures.AreTooMany(context.Connection.RemoteIpAddress);

    private async Task<BrowserSession?> Find(HttpContext context, TokenHash hash)
    {
        var session = await sessions.Find(hash, context.RequestAborted);
        if (session is null)
        {
            failures.Count(context.Connection.RemoteIpAddress);
        }

        return session;
    }

    private async Task<SessionBody> Describe(BrowserSession session)
    {
        var idleTime = sessions.IdleTimeOf(session.Kind);
        var idleEnd = session.SeenAt + idleTime;
        return new SessionBody(
            session.Kind,
            session.Caller is Caller.OfOperator ? null : session.Subject,
            await NameOf(session.Caller),
            session.CreatedAt,
            idleEnd < session.EndsAt ? idleEnd : session.EndsAt,
            session.EndsAt,
            (int)idleTime.TotalSeconds);
    }

    private async Task<string> NameOf(Caller caller) => caller switch
    {
        Caller.OfClinic { Clinic: var clinic } => clinic.Name,
        Caller.OfWall { Clinic: var clinic } => clinic.Name,
        Caller.OfProvider { Provider: var provider } =>
            (await grains.GetGrain<IProviderGrain>(provider.Value).Get())?.Profile.Name ?? provider.Value,
        _ => "Operator",
    };

    private static bool TryParse(string? text, out CallerKind[] kinds)
    {
        kinds = string.IsNullOrEmpty(text)
            ? Kinds
            : [.. Kinds.Where(k => string.Equals(k.ToString(), text, StringComparison.OrdinalIgnoreCase))];
        return kinds.Length > 0;
    }

    private Problem TooManyFailures() =>
        new(ProblemTypes.RateLimited, "Too many failed authentications.", RetryAfter: limits.RetryAfter);

    private static Problem UnknownKind()
    {
        var errors = new FieldErrors();
        errors.Add("kind", "Expected operator, clinic, provider or wall.");
        return errors.ToProblem();
    }
}
