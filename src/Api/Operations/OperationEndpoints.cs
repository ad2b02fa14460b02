using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Ids;

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
        operations.MapGet("/consults/{id}/explain", Explain)
            .WithName("explainConsult")
            .WithSummary("Why a consult was, or is not, matched, provider by provider")
            .Produces<ExplanationBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
    }

    private static async Task<IResult> GetLicenseWarnings(LicenseWarningReader reader, CancellationToken cancellationToken) =>
        new JsonAnswer<LicenseWarningsBody>(await reader.Read(cancellationToken), ApiJson.Default.LicenseWarningsBody);

    private static async Task<IResult> GetOverview(Overview overview) =>
        new JsonAnswer<OverviewBody>(await overview.Read(), ApiJson.Default.OverviewBody);

    private static async Task<IResult> Explain(string id, Explanation explanation, CancellationToken cancellationToken) =>
        ConsultId.TryParse(id, out var consult) && await explanation.Read(consult, cancellationToken) is { } explained
            ? new JsonAnswer<ExplanationBody>(explained, ApiJson.Default.ExplanationBody)
            : new Problem(ProblemTypes.NotFound);
}
