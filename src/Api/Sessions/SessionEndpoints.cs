using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Microsoft.AspNetCore.Mvc;

namespace Dispatch.Api.Sessions;

/// <summary>Browsers sign in and off.</summary>
public static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/v1/session").WithTags("Session");
        session.MapPost("", SignIn)
            .WithName("signIn")
            .WithSummary("Exchanges a token for a session cookie")
            .WithDescription(
                "The cookie is HttpOnly and SameSite=Strict, and Secure where the server is reached over TLS. A session that "
                + "this browser had of the same kind ends.")
            .Accepts<SignInBody>("application/json")
            .Produces<SessionBody>(StatusCodes.Status201Created)
            .Produces<ProblemBody>(StatusCodes.Status401Unauthorized, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status403Forbidden, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status429TooManyRequests, Problem.ContentType);
        session.MapGet("", Get)
            .WithName("getSessions")
            .WithSummary("The sessions of this browser")
            .WithDescription("Asking keeps none of them from ending.")
            .Produces<SessionsBody>()
            .Produces<ProblemBody>(StatusCodes.Status401Unauthorized, Problem.ContentType);
        session.MapPut("", Touch)
            .WithName("keepSessions")
            .WithSummary("Says that somebody is there")
            .Produces<SessionsBody>()
            .Produces<ProblemBody>(StatusCodes.Status401Unauthorized, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status403Forbidden, Problem.ContentType);
        session.MapDelete("", SignOff)
            .WithName("signOff")
            .WithSummary("Ends the sessions of this browser")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ProblemBody>(StatusCodes.Status403Forbidden, Problem.ContentType);
        routes.MapDelete("/v1/ops/sessions/{subject}", Revoke)
            .WithTags("Operator")
            .RequireCaller(CallerKind.Operator)
            .WithName("revokeSessions")
            .WithSummary("Ends every session of a provider, a clinic or `operator`, open hub connections included")
            .Produces<RevokedSessionsBody>();
        routes.MapGet(SignInLinks.Path + "{link}", Follow).ExcludeFromDescription();
    }

    private static async Task<IResult> SignIn(HttpContext context, Body<SignInBody> body, SigningIn signingIn)
    {
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var (session, problem) = await signingIn.WithToken(context, body.Value.Token);
        return session is null
            ? problem!
            : new JsonAnswer<SessionBody>(session, ApiJson.Default.SessionBody, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Get(HttpContext context, [FromQuery] string? kind, SigningIn signingIn) =>
        Answer(await signingIn.Sessions(context, kind, isActivity: false));

    private static async Task<IResult> Touch(HttpContext context, [FromQuery] string? kind, SigningIn signingIn) =>
        Answer(await signingIn.Sessions(context, kind, isActivity: true));

    private static async Task<IResult> SignOff(HttpContext context, [FromQuery] string? kind, SigningIn signingIn) =>
        await signingIn.Off(context, kind) is { } problem ? problem : Results.NoContent();

    private static async Task<IResult> Revoke(string subject, BrowserSessions sessions, AccessKeys keys) =>
        keys.SubjectNamed(subject) is { } known
            ? new JsonAnswer<RevokedSessionsBody>(
                new RevokedSessionsBody(await sessions.EndAll(known)), ApiJson.Default.RevokedSessionsBody)
            : new Problem(ProblemTypes.NotFound);

    private static async Task<IResult> Follow(HttpContext context, string link, SigningIn signingIn) =>
        new SeeOther(await signingIn.WithLink(context, link));

    private static IResult Answer((SessionsBody? Body, Problem? Problem) sessions) => sessions.Body is { } body
        ? new JsonAnswer<SessionsBody>(body, ApiJson.Default.SessionsBody)
        : sessions.Problem!;

    /// <summary>To another page, with GET, and never from a cache.</summary>
    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
