using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;

namespace Dispatch.Api.Clinics;

/// <summary>The operator creates clinics; a clinic sees its own.</summary>
public static class ClinicEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var clinics = routes.MapGroup("/v1/clinics").WithTags("Operator").RequireCaller(CallerKind.Operator);
        clinics.MapPost("", Create)
            .WithName("createClinic")
            .WithSummary("Creates a clinic and its API key")
            .WithDescription("The key is shown in this answer only.")
            .Accepts<CreateClinicBody>("application/json")
            .Produces<ClinicBody>(StatusCodes.Status201Created)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        routes.MapGet("/v1/clinic", GetOwn)
            .WithTags("Clinic")
            .RequireCaller(CallerKind.Clinic)
            .WithName("getOwnClinic")
            .WithSummary("Who one is")
            .Produces<OwnClinicBody>();
        routes.MapGet("/v1/clinic/providers", GetProviders)
            .WithTags("Clinic")
            .RequireCaller(CallerKind.Clinic)
            .WithName("getClinicProviders")
            .WithSummary("Who served the clinic lately: whom it may prefer")
            .Produces<ClinicProviderBody[]>();
    }

    private static async Task<JsonAnswer<ClinicProviderBody[]>> GetProviders(
        Caller.OfClinic caller, ClinicProviders providers, CancellationToken cancellationToken) => new(
            await providers.Read(caller.Clinic.Id, cancellationToken), ApiJson.Default.ClinicProviderBodyArray);

    private static JsonAnswer<OwnClinicBody> GetOwn(Caller.OfClinic caller, TimeProvider time) => new(
        new OwnClinicBody(
            caller.Clinic.Id, caller.Clinic.Name, caller.Clinic.TimeZone, caller.Clinic.Limits, time.GetUtcNow()),
        ApiJson.Default.OwnClinicBody);

    private static async Task<IResult> Create(Body<CreateClinicBody> body, ClinicRegistration registration)
    {
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var (created, problem) = await registration.Create(body.Value);
        return created is null
            ? problem!
            : new JsonAnswer<ClinicBody>(created, ApiJson.Default.ClinicBody, StatusCodes.Status201Created);
    }
}
