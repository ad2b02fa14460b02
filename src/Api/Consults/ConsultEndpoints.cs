using Dispatch.Api.Admission;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Consults;
using Dispatch.Grains.Consults;

namespace Dispatch.Api.Consults;

/// <summary>A clinic asks for consults and follows them.</summary>
public static class ConsultEndpoints
{
    private const string IdempotencyHeader = "Idempotency-Key";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var consults = routes.MapGroup("/v1/consults").WithTags("Clinic").RequireCaller(CallerKind.Clinic);
        consults.MapPost("", Request)
            .WithMetadata(AdmissionPoint.Instance)
            .WithName("requestConsult")
            .WithSummary("Asks for a consult")
            .WithDescription(
                "Send an Idempotency-Key: for 24 hours the same key with the same body answers with the same consult, "
                + "and with another body 409. The consult is durable once this is answered.")
            .Accepts<RequestConsultBody>("application/json")
            .Produces<ConsultBody>(StatusCodes.Status201Created)
            .Produces<ProblemBody>(StatusCodes.Status409Conflict, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status429TooManyRequests, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status503ServiceUnavailable, Problem.ContentType);
        consults.MapGet("", List)
            .WithName("listConsults")
            .WithSummary("The clinic's consults, newest first")
            .WithDescription(
                "`status` may name several, separated by commas; `sort` is `-requestedAt` or `requestedAt`; `limit` at most 200. "
                + "With `ids`, up to 200 separated by commas, these and nothing else counts.")
            .Produces<ConsultPageBody>()
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        consults.MapGet("/table", GetTable)
            .WithName("getConsultTable")
            .WithSummary("The clinic's newest 50,000 consults column by column, without patients")
            .Produces<ConsultTableBody>();
        consults.MapGet("/{id}", Get)
            .WithName("getConsult")
            .WithSummary("One consult as it stands")
            .Produces<ConsultBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        consults.MapPost("/{id}/cancel", Cancel)
            .WithName("cancelConsult")
            .WithSummary("Withdraws a consult")
            .Accepts<ReasonBody>("application/json")
            .Produces<ConsultBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status409Conflict, Problem.ContentType);
        consults.MapGet("/{id}/timeline", GetTimeline)
            .WithName("getTimeline")
            .WithSummary("What happened to a consult, oldest first")
            .Produces<TimelineEntryBody[]>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
    }

    private static async Task<IResult> Request(
        Caller.OfClinic caller, Body<RequestConsultBody> body, HttpRequest http, ConsultRequests requests, ApiLimits limits)
    {
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        string? key = http.Headers[IdempotencyHeader];
        if (key is not null && (key.Length == 0 || key.Length > limits.IdempotencyKeyLength || key.Any(char.IsControl)))
        {
            var errors = new FieldErrors();
            errors.Add(IdempotencyHeader, $"Expected 1 to {limits.IdempotencyKeyLength} printable characters.");
            return errors.ToProblem();
        }

        return await requests.Request(caller.Clinic, body, key);
    }

    private static async Task<IResult> List(
        Caller.OfClinic caller,
        string? ids,
        [AsParameters] ConsultListing listing,
        ConsultReading reading,
        CancellationToken cancellationToken)
    {
        var (page, problem) = string.IsNullOrEmpty(ids)
            ? await reading.List(caller.Clinic.Id, listing, cancellationToken)
            : await reading.Find(caller.Clinic.Id, ids, cancellationToken);
        return page is null ? problem! : new JsonAnswer<ConsultPageBody>(page, ApiJson.Default.ConsultPageBody);
    }

    private static async Task<IResult> GetTable(
        Caller.OfClinic caller, ConsultTable table, CancellationToken cancellationToken) =>
        new JsonAnswer<ConsultTableBody>(
            await table.Read(caller.Clinic.Id, cancellationToken), ApiJson.Default.ConsultTableBody);

    private static async Task<IResult> Get(Caller.OfClinic caller, string id, ConsultReading reading) =>
        await reading.Find(caller.Clinic.Id, id) is { } consult
            ? new JsonAnswer<ConsultBody>(await reading.Open(consult), ApiJson.Default.ConsultBody)
            : new Problem(ProblemTypes.NotFound);

    private static async Task<IResult> Cancel(
        Caller.OfClinic caller, string id, Body<ReasonBody> body, ConsultReading reading, IGrainFactory grains)
    {
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        if (await reading.Find(caller.Clinic.Id, id) is not { } consult)
        {
            return new Problem(ProblemTypes.NotFound);
        }

        var errors = new FieldErrors();
        if (!TextRules.Require(errors, "reason", body.Value.Reason, TextRules.ReasonLength, lines: true))
        {
            return errors.ToProblem();
        }

        var grain = grains.GetGrain<IConsultGrain>(consult.Summary.Id.Value);
        return await grain.Cancel(ClosedBy.Clinic, body.Value.Reason!) switch
        {
            CancelResult.Done(var cancelled) =>
                new JsonAnswer<ConsultBody>(await reading.Open(cancelled), ApiJson.Default.ConsultBody),
            CancelResult.AlreadyEnded(var status) => ConsultProblems.AlreadyEnded(status),
            _ => new Problem(ProblemTypes.NotFound),
        };
    }

    private static async Task<IResult> GetTimeline(
        Caller.OfClinic caller, string id, ConsultReading reading, Timeline timeline, CancellationToken cancellationToken) =>
        await reading.Find(caller.Clinic.Id, id) is { } consult
            ? new JsonAnswer<TimelineEntryBody[]>(
                await timeline.Read(consult.Summary, cancellationToken), DeepJson.Default.TimelineEntryBodyArray)
            : new Problem(ProblemTypes.NotFound);
}
