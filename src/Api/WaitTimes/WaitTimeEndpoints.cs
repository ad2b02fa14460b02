using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;

namespace Dispatch.Api.WaitTimes;

/// <summary>A clinic sees how long patients wait.</summary>
public static class WaitTimeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/wait-times", Read)
            .WithTags("Clinic")
            .RequireCaller(CallerKind.Clinic)
            .WithName("getWaitTimes")
            .WithSummary("The lines of some states, or of all")
            .Produces<WaitTimeBody[]>()
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);

    private static async Task<IResult> Read(Caller.OfClinic caller, string? states, WaitTimeReader reader)
    {
        var (codes, problem) = WaitTimeReader.Parse(states);
        return codes is null
            ? problem!
            : new JsonAnswer<WaitTimeBody[]>(await reader.Read(codes, caller.Clinic.Id), ApiJson.Default.WaitTimeBodyArray);
    }
}
