using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;

namespace Dispatch.Api.Clinics;

/// <summary>The operator creates clinics.</summary>
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
    }

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
