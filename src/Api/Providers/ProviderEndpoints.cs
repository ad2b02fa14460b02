using System.Text.Json;
using Dispatch.Api.Bodies;
using Dispatch.Api.Csv;
using Dispatch.Api.Hubs;
using Dispatch.Api.Operations;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Providers;

/// <summary>The operator creates providers, replaces their licences, suspends and reinstates them.</summary>
public static class ProviderEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ApiLimits limits)
    {
        var providers = routes.MapGroup("/v1/providers").WithTags("Operator").RequireCaller(CallerKind.Operator);
        providers.MapPost("", Create)
            .WithName("createProvider")
            .WithSummary("Creates a provider and its access token")
            .Accepts<CreateProviderBody>("application/json")
            .Produces<ProviderBody>(StatusCodes.Status201Created)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        providers.MapPost("/bulk", CreateAll)
            .WithName("createProviders")
            .WithSummary("Creates many providers")
            .WithDescription("Answers one entry per item, in the same order: each item succeeds or fails by itself.")
            .WithMetadata(new BodyLimit(limits.BulkBodyBytes))
            .Accepts<CreateProviderBody[]>("application/json")
            .Produces<BulkItemBody[]>();
        providers.MapGet("", List)
            .WithName("listProviders")
            .WithSummary("Providers, or those with a licence in a state, in the order of their ids")
            .Produces<ProviderPageBody>()
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        MapImports(providers, limits);
        providers.MapGet("/{id}", Get)
            .WithName("getProvider")
            .WithSummary("A provider as it stands")
            .Produces<ProviderBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        providers.MapPut("/{id}/licenses", ReplaceLicenses)
            .WithName("replaceLicenses")
            .WithSummary("Replaces all licences of a provider")
            .WithDescription("Open offers that they no longer allow are taken back, assignments released.")
            .Accepts<LicensesBody>("application/json")
            .Produces<ProviderBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        providers.MapPost("/{id}/suspend", Suspend)
            .WithName("suspendProvider")
            .WithSummary("Suspends a provider: no offers, no acceptance, no signature")
            .WithDescription(
                "Open offers are taken back, and consults that are served go back to their place in line; both are named in "
                + "the answer. A repeat changes nothing more.")
            .Accepts<ReasonBody>("application/json")
            .Produces<ProviderBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        providers.MapPost("/{id}/reinstate", Reinstate)
            .WithName("reinstateProvider")
            .WithSummary("Ends a suspension")
            .Produces<ProviderBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
    }

    private static void MapImports(RouteGroupBuilder providers, ApiLimits limits)
    {
        providers.MapPost("/import", Import)
            .WithName("importProviders")
            .WithSummary("Creates providers from CSV, row by row")
            .WithDescription(
                "Columns: name, email, credential, npi, licenses, modalities, services, and if wanted liveCapacity and "
                + "asyncCapacity. Lists are separated by semicolons; a licence is state:number:yyyy-MM-dd. With dryRun=true "
                + "nothing is changed.")
            .WithMetadata(new BodyLimit(limits.BulkBodyBytes))
            .Accepts<string>(CsvBody.MediaType)
            .Produces<ImportBody>()
            .Produces<ProblemBody>(StatusCodes.Status400BadRequest, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status413PayloadTooLarge, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        providers.MapPost("/licenses/import", ImportLicenses)
            .WithName("importLicenses")
            .WithSummary("Updates licences of existing providers from CSV, by NPI")
            .WithDescription(
                "Columns: npi, state, number, expiresOn; one licence a row. Licences in other states stay as they are. With "
                + "dryRun=true nothing is changed.")
            .WithMetadata(new BodyLimit(limits.BulkBodyBytes))
            .Accepts<string>(CsvBody.MediaType)
            .Produces<ImportBody>()
            .Produces<ProblemBody>(StatusCodes.Status400BadRequest, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status413PayloadTooLarge, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
    }

    private static async Task<IResult> Import(CsvBody body, bool? dryRun, ProviderImport import) =>
        body.Problem is { } unreadable ? unreadable : Answer(await import.Import(body.Bytes, dryRun ?? false));

    private static async Task<IResult> ImportLicenses(CsvBody body, bool? dryRun, LicenseImport import) =>
        body.Problem is { } unreadable ? unreadable : Answer(await import.Import(body.Bytes, dryRun ?? false));

    private static IResult Answer((ImportBody? Import, Problem? Problem) result) => result.Import is { } import
        ? new JsonAnswer<ImportBody>(import, ApiJson.Default.ImportBody)
        : result.Problem!;

    private static async Task<IResult> Create(Body<CreateProviderBody> body, ProviderRegistration registration)
    {
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var (created, problem) = await registration.Create(body.Value);
        return created is null
            ? problem!
            : new JsonAnswer<ProviderBody>(
                created, ApiJson.Default.ProviderBody, StatusCodes.Status201Created, $"/v1/providers/{created.Id}");
    }

    private static async Task<IResult> CreateAll(
        Body<JsonElement[]> body, ProviderRegistration registration, ApiLimits limits)
    {
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        return body.Value.Length > limits.BulkItems
            ? new Problem(ProblemTypes.TooLarge, $"Expected at most {limits.BulkItems} items, found {body.Value.Length}.")
            : new JsonAnswer<BulkItemBody[]>(await registration.CreateAll(body.Value), ApiJson.Default.BulkItemBodyArray);
    }

    private static async Task<IResult> List(
        string? state, string? cursor, string? limit, ProviderListing listing, CancellationToken cancellationToken)
    {
        var (page, problem) = await listing.Read(state, cursor, limit, cancellationToken);
        return page is null ? problem! : new JsonAnswer<ProviderPageBody>(page, ApiJson.Default.ProviderPageBody);
    }

    private static async Task<IResult> Get(string id, IGrainFactory grains) =>
        ProviderId.TryParse(id, out var provider) && await grains.GetGrain<IProviderGrain>(provider.Value).Get() is { } view
            ? new JsonAnswer<ProviderBody>(ProviderBody.Of(view), ApiJson.Default.ProviderBody)
            : new Problem(ProblemTypes.NotFound);

    private static async Task<IResult> ReplaceLicenses(
        string id, Body<LicensesBody> body, IGrainFactory grains, ConnectionRegistry connections)
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
        var licenses = ProviderValidation.Licenses(body.Value.Licenses, errors);
        return errors.Any
            ? errors.ToProblem()
            : Answer(await grains.GetGrain<IProviderGrain>(provider.Value).ReplaceLicenses(licenses), connections);
    }

    private static async Task<IResult> Suspend(
        string id, Body<ReasonBody> body, IGrainFactory grains, ConnectionRegistry connections, OperationEvents events)
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
        if (!TextRules.Require(errors, "reason", body.Value.Reason, TextRules.ReasonLength, lines: true))
        {
            return errors.ToProblem();
        }

        var result = await grains.GetGrain<IProviderGrain>(provider.Value).Suspend(body.Value.Reason!);
        Tell(events, "provider.suspended", provider, result);
        return Answer(result, connections);
    }

    private static async Task<IResult> Reinstate(
        string id, IGrainFactory grains, ConnectionRegistry connections, OperationEvents events)
    {
        if (!ProviderId.TryParse(id, out var provider))
        {
            return new Problem(ProblemTypes.NotFound);
        }

        var result = await grains.GetGrain<IProviderGrain>(provider.Value).Reinstate();
        Tell(events, "provider.reinstated", provider, result);
        return Answer(result, connections, withWork: false);
    }

    private static void Tell(OperationEvents events, string kind, ProviderId provider, ProviderChangeResult result)
    {
        if (result is ProviderChangeResult.Done)
        {
            events.Add(new OperationEvent(kind) { Provider = provider });
        }
    }

    private static IResult Answer(
        ProviderChangeResult result, ConnectionRegistry connections, bool withWork = true)
    {
        if (result is not ProviderChangeResult.Done(var view, var released, var rescinded))
        {
            return ProviderProblems.Of(result);
        }

        connections.Update(view);
        var body = ProviderBody.Of(view);
        return new JsonAnswer<ProviderBody>(
            withWork ? body with { Released = released, Rescinded = rescinded } : body, ApiJson.Default.ProviderBody);
    }
}
