using Dispatch.Api.Bodies;
using Dispatch.Api.Consults;
using Dispatch.Api.Hubs;
using Dispatch.Api.Notes;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.ProviderConsole;

/// <summary>What a provider's console asks beside its hub.</summary>
public static class ProviderConsoleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/v1/provider").WithTags("Provider").RequireCaller(CallerKind.Provider);
        own.MapGet("", GetProfile)
            .WithName("getOwnProfile")
            .WithSummary("Who one is, with the days that licences have left")
            .Produces<OwnProfileBody>();
        own.MapGet("/day", GetDay)
            .WithName("getOwnDay")
            .WithSummary("What one did since midnight in a time zone, UTC by default")
            .Produces<ProviderDayBody>()
            .Produces<ProblemBody>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType);
        own.MapGet("/consults/{id}", GetConsult)
            .WithName("getOwnConsult")
            .WithSummary("A consult that one serves, the patient included")
            .Produces<ProviderConsultBody>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        own.MapGet("/consults/{id}/timeline", GetTimeline)
            .WithName("getOwnTimeline")
            .WithSummary("What happened to a consult that one serves, oldest first")
            .Produces<TimelineEntryBody[]>()
            .Produces<ProblemBody>(StatusCodes.Status404NotFound, Problem.ContentType);
        NotesEndpoints.Map(own);
    }

    private static async Task<IResult> GetProfile(Caller.OfProvider caller, IGrainFactory grains, TimeProvider time)
    {
        if (await grains.GetGrain<IProviderGrain>(caller.Provider.Value).Get() is not { } view)
        {
            return new Problem(ProblemTypes.NotFound);
        }

        var now = time.GetUtcNow();
        var profile = view.Profile;
        return new JsonAnswer<OwnProfileBody>(
            new OwnProfileBody(
                profile.Id,
                profile.Name,
                profile.Credential,
                profile.Npi,
                view.Suspended,
                view.Duty,
                view.Connected,
                profile.Modalities,
                [.. profile.Services.Select(s => s.Value)],
                profile.Capacity,
                [.. profile.Licenses.Select(license => BodyOf(license, now))],
                now),
            ApiJson.Default.OwnProfileBody);
    }

    private static OwnLicenseBody BodyOf(License license, DateTimeOffset now)
    {
        var daysLeft = LicenseWarnings.DaysLeft(license, now);
        return new OwnLicenseBody(
            license.State,
            license.Number,
            license.ExpiresOn,
            daysLeft,
            !license.IsValidAt(now),
            LicenseWarnings.DaysBefore.Where(days => daysLeft <= days).Select(days => (int?)days).Min());
    }

    private static async Task<IResult> GetDay(
        Caller.OfProvider caller, string? timeZone, ProviderDay day, CancellationToken cancellationToken)
    {
        var (body, problem) = await day.Read(caller.Provider, timeZone, cancellationToken);
        return body is null ? problem! : new JsonAnswer<ProviderDayBody>(body, ApiJson.Default.ProviderDayBody);
    }

    private static async Task<IResult> GetConsult(
        Caller.OfProvider caller, string id, OwnConsults consults, PatientRecords records) =>
        await consults.Find(caller.Provider, id) is { } consult
            ? new JsonAnswer<ProviderConsultBody>(
                ProviderConsultBody.Of(consult.Summary, await records.Open(consult)), ApiJson.Default.ProviderConsultBody)
            : new Problem(ProblemTypes.NotFound);

    private static async Task<IResult> GetTimeline(
        Caller.OfProvider caller, string id, OwnConsults consults, Timeline timeline, CancellationToken cancellationToken) =>
        await consults.Find(caller.Provider, id) is { } consult
            ? new JsonAnswer<TimelineEntryBody[]>(
                await timeline.ReadFor(caller.Provider, consult.Summary, cancellationToken),
                DeepJson.Default.TimelineEntryBodyArray)
            : new Problem(ProblemTypes.NotFound);
}
