using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Operations;

/// <summary>The operator sees how things stand, and why.</summary>
public static class OperationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var operations = routes.MapGroup("/v1/ops").WithTags("Operator").RequireCaller(CallerKind.Operator);
        operations.MapGet("/overview", GetOverview)
            .WithName("getOverview")
            .WithSummary("Nodes, lines, saturation, rates, store")
            .Produces<OverviewBody>();
        operations.MapGet("/license-warnings", GetLicenseWarnings)
            .WithName("getLicenseWarnings")
            .WithSummary("Licences that end within 60 days or have ended")
            .Produces<LicenseWarningsBody>();
        operations.MapGet("/events", GetEvents)
            .WithName("getEvents")
            .WithSummary("What happened lately: ids and kinds, never patients")
            .WithDescription(
                "With `after`, the last number seen, what came later; without it the latest. Numbers are of the process that "
                + "answers.")
            .Produces<OperationEventsBody>()
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        operations.MapGet("/states/{state}/consults", GetQueue)
            .WithName("getStateQueue")
            .WithSummary("The open consults of a state, in the order of the line")
            .Produces<StateQueueBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        operations.MapPost("/nodes/{name}/drain", Drain)
            .WithName("drainNode")
            .WithSummary("Takes a process out of service: it is not ready, and sends its connections to the others")
            .Produces<NodeBody>(StatusCodes.Status202Accepted)
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status409Conflict, Problem.ContentType);
        operations.MapPost("/nodes/{name}/resume", Resume)
            .WithName("resumeNode")
            .WithSummary("Takes a process back into service")
            .Produces<NodeBody>(StatusCodes.Status202Accepted)
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        operations.MapGet("/consults/{id}/explain", Explain)
            .WithName("explainConsult")
            .WithSummary("Why a consult was, or is not, matched, provider by provider")
            .Produces<ExplanationBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
    }

    private static async Task<IResult> GetLicenseWarnings(LicenseWarningReader reader, CancellationToken cancellationToken) =>
        new JsonAnswer<LicenseWarningsBody>(await reader.Read(cancellationToken), ApiJson.Default.LicenseWarningsBody);

    private static async Task<IResult> GetOverview(Overview overview, CancellationToken cancellationToken) =>
        new JsonAnswer<OverviewBody>(await overview.Read(cancellationToken), ApiJson.Default.OverviewBody);

    private static IResult GetEvents(long? after, int? limit, OperationEvents events, ApiLimits limits)
    {
        var atOnce = limit ?? limits.EventsAtOnce;
        if (atOnce < 1 || atOnce > limits.EventsAtOnce)
        {
            var errors = new FieldErrors();
            errors.Add("limit", $"Expected a number from 1 to {limits.EventsAtOnce}.");
            return errors.ToProblem();
        }

        return new JsonAnswer<OperationEventsBody>(events.Read(after, atOnce), ApiJson.Default.OperationEventsBody);
    }

    private static async Task<IResult> GetQueue(string state, StateQueue queue, CancellationToken cancellationToken) =>
        StateCode.TryParse(state, out var code)
            ? new JsonAnswer<StateQueueBody>(await queue.Read(code, cancellationToken), ApiJson.Default.StateQueueBody)
            : new Problem(ProblemTypes.NotFound);

    private static async Task<IResult> Drain(string name, Nodes nodes, CancellationToken cancellationToken) =>
        Answer(await nodes.Want(name, isDrained: true, cancellationToken));

    private static async Task<IResult> Resume(string name, Nodes nodes, CancellationToken cancellationToken) =>
        Answer(await nodes.Want(name, isDrained: false, cancellationToken));

    private static IResult Answer((NodeBody? Node, Problem? Problem) wanted) => wanted.Node is { } node
        ? new JsonAnswer<NodeBody>(node, ApiJson.Default.NodeBody, StatusCodes.Status202Accepted)
        : wanted.Problem!;

    private static async Task<IResult> Explain(string id, Explanation explanation, CancellationToken cancellationToken) =>
        ConsultId.TryParse(id, out var consult) && await explanation.Read(consult, cancellationToken) is { } explained
            ? new JsonAnswer<ExplanationBody>(explained, ApiJson.Default.ExplanationBody)
            : new Problem(ProblemTypes.NotFound);
}
