using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.States;

namespace Dispatch.Api.WaitTimes;

/// <summary>A clinic sees how long patients wait, and waited.</summary>
public static class WaitTimeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var waits = routes.MapGroup("/v1/wait-times").WithTags("Clinic").RequireCaller(CallerKind.Clinic);
        waits.MapGet("", Read)
            .WithName("getWaitTimes")
            .WithSummary("The lines of some states, or of all")
            .Produces<WaitTimeBody[]>()
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        waits.MapGet("/history", ReadHistory)
            .WithName("getWaitHistory")
            .WithSummary("How long patients of a state, or of all, waited in the last day or week")
            .WithDescription("`span` is `day`, in steps of five minutes, or `week`, in hours; at most a minute late.")
            .Produces<WaitHistoryBody>()
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
    }

    private static async Task<IResult> Read(Caller.OfClinic caller, string? states, WaitTimeReader reader)
    {
        var (codes, problem) = WaitTimeReader.Parse(states);
        return codes is null
            ? problem!
            : new JsonAnswer<WaitTimeBody[]>(await reader.Read(codes, caller.Clinic.Id), ApiJson.Default.WaitTimeBodyArray);
    }

    internal static async Task<IResult> ReadHistory(
        string? span, string? state, WaitHistory history, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var asked = string.IsNullOrEmpty(span) ? "day" : span;
        if (!WaitHistory.IsSpan(asked))
        {
            errors.Add("span", "Expected day or week.");
        }

        StateCode? code = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (StateCode.TryParse(state, out var known))
            {
                code = known;
            }
            else
            {
                errors.Add("state", "Expected a state's two capital letters.");
            }
        }

        return errors.Any
            ? errors.ToProblem()
            : new JsonAnswer<WaitHistoryBody>(
                await history.Read(asked, code, cancellationToken), ApiJson.Default.WaitHistoryBody);
    }
}
