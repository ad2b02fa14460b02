using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Api.Sessions;
using Dispatch.Api.WaitTimes;

namespace Dispatch.Api.Walls;

/// <summary>
/// Wall boards: screens in a clinic's room that go on without anybody touching them. What such a screen may ask is below
/// <c>/v1/wall</c> and on <c>/hubs/wall</c>: waits, never a patient, and nothing that changes anything.
/// </summary>
public static class WallEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var boards = routes.MapGroup("/v1/clinic/wall-boards").WithTags("Clinic").RequireCaller(CallerKind.Clinic);
        boards.MapPost("", Begin)
            .WithName("beginWallBoard")
            .WithSummary("Makes this browser a wall board of the clinic")
            .WithDescription(
                "Sets the cookie of a session that reads waits and nothing else. It does not end for being idle, and ends "
                + "after 12 hours. A wall board that this browser was before ends.")
            .Produces<SessionBody>(StatusCodes.Status201Created);
        boards.MapDelete("", EndAll)
            .WithName("endWallBoards")
            .WithSummary("Ends every wall board of the clinic, open connections included")
            .Produces<RevokedSessionsBody>();

        var wall = routes.MapGroup("/v1/wall").WithTags("Wall board").RequireCaller(CallerKind.Wall);
        wall.MapGet("", Get)
            .WithName("getWall")
            .WithSummary("Whose wall board this is")
            .Produces<WallBody>();
        wall.MapGet("/history", WaitTimeEndpoints.ReadHistory)
            .WithName("getWallHistory")
            .WithSummary("How long patients of a state, or of all, waited in the last day or week")
            .Produces<WaitHistoryBody>()
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
    }

    private static async Task<IResult> Begin(HttpContext context, Caller.OfClinic caller, SigningIn signingIn) =>
        new JsonAnswer<SessionBody>(
            await signingIn.AsWall(context, caller), ApiJson.Default.SessionBody, StatusCodes.Status201Created);

    private static async Task<IResult> EndAll(Caller.OfClinic caller, BrowserSessions sessions) =>
        new JsonAnswer<RevokedSessionsBody>(
            new RevokedSessionsBody(await sessions.EndAll(caller.Clinic.Id.Value, CallerKind.Wall)),
            ApiJson.Default.RevokedSessionsBody);

    private static JsonAnswer<WallBody> Get(Caller.OfWall caller, TimeProvider time) => new(
        new WallBody(caller.Clinic.Id, caller.Clinic.Name, caller.Clinic.TimeZone, time.GetUtcNow()), ApiJson.Default.WallBody);
}
