using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Settings;
using Dispatch.Grains.Settings;

namespace Dispatch.Api.Settings;

/// <summary>The operator reads and edits what holds for everybody or for one clinic.</summary>
public static class SettingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/v1/settings").WithTags("Operator").RequireCaller(CallerKind.Operator);
        settings.MapGet("/{kind}", List)
            .WithName("listSettings")
            .WithSummary("The settings of one kind, as far as they were edited")
            .Produces<SettingBody[]>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        settings.MapGet("/{kind}/{scope}", Get)
            .WithName("getSetting")
            .WithSummary("One setting: of `default`, or of a clinic by its id")
            .Produces<SettingBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        settings.MapPut("/{kind}/{scope}", Put)
            .WithName("changeSetting")
            .WithSummary("Edits a setting; it takes effect without a restart")
            .WithDescription(
                "Send the version that was read, 0 for the first: an edit of something older is refused with 409. With "
                + "dryRun=true it is answered or refused as it would be, and nothing is changed. Kinds: "
                + string.Join(", ", SettingKinds.All.Select(known => $"`{known.Name}`{(known.IsPerClinic ? "" : " (`default` only)")}"))
                + ".")
            .Accepts<ChangeSettingBody>("application/json")
            .Produces<SettingBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status409Conflict, Problem.ContentType)
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        settings.MapGet("/{kind}/{scope}/history", GetHistory)
            .WithName("getSettingHistory")
            .WithSummary("Who changed a setting, when, and to what; the newest first")
            .Produces<SettingVersionBody[]>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
    }

    private static IResult List(string kind, SettingsCache cache) => SettingKinds.Find(kind) is null
        ? new Problem(ProblemTypes.NotFound)
        : new JsonAnswer<SettingBody[]>([.. cache.Of(kind).Select(SettingBody.Of)], DeepJson.Default.SettingBodyArray);

    private static async Task<IResult> Get(
        string kind, string scope, SettingsCache cache, SettingEditing editing, CancellationToken cancellationToken)
    {
        if (await CheckScope(kind, scope, editing, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        var body = cache.Find(kind, scope) is { } setting ? SettingBody.Of(setting) : SettingBody.Unset(kind, scope);
        return new JsonAnswer<SettingBody>(body, ApiJson.Default.SettingBody);
    }

    private static async Task<IResult> Put(
        string kind,
        string scope,
        bool? dryRun,
        Body<ChangeSettingBody> body,
        SettingEditing editing,
        CancellationToken cancellationToken)
    {
        if (SettingKinds.Find(kind) is not { } known)
        {
            return new Problem(ProblemTypes.NotFound);
        }

        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var (changed, problem) = await editing.Change(known, scope, body.Value, dryRun ?? false, cancellationToken);
        return changed is null ? problem! : new JsonAnswer<SettingBody>(SettingBody.Of(changed), ApiJson.Default.SettingBody);
    }

    private static async Task<IResult> GetHistory(
        string kind, string scope, SettingEditing editing, CancellationToken cancellationToken) =>
        await CheckScope(kind, scope, editing, cancellationToken) is { } wrong
            ? wrong
            : new JsonAnswer<SettingVersionBody[]>(
                await editing.History(kind, scope, cancellationToken), DeepJson.Default.SettingVersionBodyArray);

    private static async Task<Problem?> CheckScope(
        string kind, string scope, SettingEditing editing, CancellationToken cancellationToken) =>
        SettingKinds.Find(kind) is { } known
            ? await editing.CheckScope(known, scope, cancellationToken)
            : new Problem(ProblemTypes.NotFound);
}
