using System.Text.Json;
using System.Text.Json.Nodes;
using Dispatch.Api.Bodies;
using Dispatch.Api.Hours;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Providers;

/// <summary>The operator plans providers' shifts.</summary>
public static class ShiftEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var shifts = routes.MapGroup("/v1/providers/{id}/shifts").WithTags("Operator").RequireCaller(CallerKind.Operator);
        shifts.MapGet("", Get)
            .WithName("getShifts")
            .WithSummary("A provider's planned shifts")
            .Produces<ShiftsBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        shifts.MapPut("", Replace)
            .WithName("replaceShifts")
            .WithSummary("Replaces a provider's planned shifts")
            .WithDescription(
                "{timeZone, weekly:[{days:[\"monday\"], from:\"08:00\", to:\"16:00\"}], dated:[{date, from, to}]}. A shift "
                + "over midnight is two windows that touch.")
            .Accepts<JsonNode>("application/json")
            .Produces<ShiftsBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
    }

    private static async Task<IResult> Get(string id, IGrainFactory grains, TimeProvider time) =>
        ProviderId.TryParse(id, out var provider) && await grains.GetGrain<IProviderGrain>(provider.Value).Get() is { } view
            ? Answer(view, time)
            : new Problem(ProblemTypes.NotFound);

    private static async Task<IResult> Replace(
        string id, Body<JsonNode> body, IGrainFactory grains, ShiftRoster roster, TimeProvider time)
    {
        if (!ProviderId.TryParse(id, out var provider))
        {
            return new Problem(ProblemTypes.NotFound);
        }

        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var errors = new FieldErrors();
        using var document = JsonDocument.Parse(body.Bytes);
        if (!JsonText.Check(errors, "shifts", document.RootElement)
            || ShiftPlanDocument.Read(document.RootElement, (field, expected) => errors.Add(field, expected)) is not { } plan)
        {
            return errors.ToProblem();
        }

        var result = await grains.GetGrain<IProviderGrain>(provider.Value).ReplaceShifts(plan);
        if (result is not ProviderChangeResult.Done(var view, _, _))
        {
            return ProviderProblems.Of(result);
        }

        roster.Learn(view.Profile, view.Shifts);
        return Answer(view, time);
    }

    private static JsonAnswer<ShiftsBody> Answer(ProviderView view, TimeProvider time) =>
        new(ShiftsBody.Of(view.Profile.Id, view.Shifts, time.GetUtcNow()), ApiJson.Default.ShiftsBody);
}
