using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Locations;

/// <summary>A clinic keeps its locations; the operator does on its behalf.</summary>
public static class LocationEndpoints
{
    private delegate Task<IResult> Act(ClinicId clinic);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/v1/locations").WithTags("Clinic").RequireCaller(CallerKind.Clinic);
        Describe(
            own.MapPost("", (Caller.OfClinic caller, Body<PutLocationBody> body, ClinicLocations locations) =>
                Create(caller.Clinic.Id, body, locations)),
            own.MapGet("", (Caller.OfClinic caller, ClinicLocations locations, CancellationToken cancellationToken) =>
                List(caller.Clinic.Id, locations, cancellationToken)),
            own.MapPut("/{id}", (Caller.OfClinic caller, string id, Body<PutLocationBody> body, ClinicLocations locations) =>
                Replace(caller.Clinic.Id, id, body, locations)),
            own.MapDelete("/{id}", (Caller.OfClinic caller, string id, ClinicLocations locations) =>
                Remove(caller.Clinic.Id, id, locations)),
            "");

        var behalf = routes.MapGroup("/v1/clinics/{clinic}/locations").WithTags("Operator").RequireCaller(CallerKind.Operator);
        Describe(
            behalf.MapPost("", (string clinic, Body<PutLocationBody> body, ClinicLocations locations, IRegistryQueries registry) =>
                Of(clinic, registry, known => Create(known, body, locations))),
            behalf.MapGet("", (string clinic, ClinicLocations locations, IRegistryQueries registry, CancellationToken cancellationToken) =>
                Of(clinic, registry, known => List(known, locations, cancellationToken))),
            behalf.MapPut("/{id}", (string clinic, string id, Body<PutLocationBody> body, ClinicLocations locations, IRegistryQueries registry) =>
                Of(clinic, registry, known => Replace(known, id, body, locations))),
            behalf.MapDelete("/{id}", (string clinic, string id, ClinicLocations locations, IRegistryQueries registry) =>
                Of(clinic, registry, known => Remove(known, id, locations))),
            "OfClinic");
    }

    private static void Describe(
        RouteHandlerBuilder create, RouteHandlerBuilder list, RouteHandlerBuilder replace, RouteHandlerBuilder remove, string suffix)
    {
        create.WithName("createLocation" + suffix)
            .WithSummary("Adds a location")
            .Accepts<PutLocationBody>("application/json")
            .Produces<LocationBody>(StatusCodes.Status201Created)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        list.WithName("listLocations" + suffix)
            .WithSummary("The clinic's locations")
            .Produces<LocationBody[]>();
        replace.WithName("replaceLocation" + suffix)
            .WithSummary("Replaces what is known of a location")
            .WithDescription("With active false, no consult may be asked for from there; consults that were keep it.")
            .Accepts<PutLocationBody>("application/json")
            .Produces<LocationBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        remove.WithName("removeLocation" + suffix)
            .WithSummary("Removes a location; consults that name it keep its id")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
    }

    private static async Task<IResult> Of(string clinic, IRegistryQueries registry, Act act) =>
        ClinicId.TryParse(clinic, out var id) && await registry.Clinic(id) is not null
            ? await act(id)
            : new Problem(ProblemTypes.NotFound);

    private static async Task<IResult> Create(ClinicId clinic, Body<PutLocationBody> body, ClinicLocations locations)
    {
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var (created, problem) = await locations.Create(clinic, body.Value);
        return created is null
            ? problem!
            : new JsonAnswer<LocationBody>(
                LocationBody.Of(created), ApiJson.Default.LocationBody, StatusCodes.Status201Created, $"/v1/locations/{created.Id}");
    }

    private static async Task<IResult> List(ClinicId clinic, ClinicLocations locations, CancellationToken cancellationToken) =>
        new JsonAnswer<LocationBody[]>(
            [.. (await locations.List(clinic, cancellationToken)).Select(LocationBody.Of)], ApiJson.Default.LocationBodyArray);

    private static async Task<IResult> Replace(
        ClinicId clinic, string id, Body<PutLocationBody> body, ClinicLocations locations)
    {
        if (!LocationId.TryParse(id, out var location))
        {
            return new Problem(ProblemTypes.NotFound);
        }

        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var (replaced, problem) = await locations.Replace(clinic, location, body.Value);
        return replaced is not null
            ? new JsonAnswer<LocationBody>(LocationBody.Of(replaced), ApiJson.Default.LocationBody)
            : problem ?? new Problem(ProblemTypes.NotFound);
    }

    private static async Task<IResult> Remove(ClinicId clinic, string id, ClinicLocations locations) =>
        LocationId.TryParse(id, out var location) && await locations.Remove(clinic, location)
            ? Results.NoContent()
            : new Problem(ProblemTypes.NotFound);
}
