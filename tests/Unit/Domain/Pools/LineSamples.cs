using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Tests.Unit.Domain.Pools;

/// <summary>Tickets and candidates of one state, with what a test does not care about filled in.</summary>
internal static class LineSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly StateCode State = new("CA");

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static ConsultId Consult(string name) => new("cns_" + name);

    public static ClinicId Clinic(string name) => new("cli_" + name);

    public static ProviderId Provider(string name) => new("prv_" + name);

    public static Ticket Ticket(
        string name,
        double deadline = 120,
        Priority priority = Priority.Routine,
        Modality modality = Modality.Live,
        string services = "botox",
        string? preferred = null,
        double preferredUntil = 0,
        string? language = null,
        string? last = null,
        string clinic = "1")
    {
        var acceptBy = At(deadline);
        var sla = new SlaDeadlines(
            acceptBy, acceptBy, null, acceptBy.AddHours(1), acceptBy.AddHours(2), null, TimeSpan.FromHours(1));
        var requirements = HardRequirements.For(State, modality, services.Split(' ').Select(s => new ServiceId(s)));
        var preferences = preferred is null && language is null && last is null
            ? SoftPreferences.None
            : new SoftPreferences(
                preferred is null ? null : Provider(preferred),
                At(preferredUntil),
                language,
                last is null ? null : Provider(last));
        return new Ticket(Consult(name), Clinic(clinic), priority, Noon, sla, requirements, preferences);
    }

    public static Candidate Candidate(
        string name,
        double idleSince = 0,
        Credential credential = Credential.MD,
        string modalities = "Live Async",
        string services = "*",
        double licensedUntil = 1_000_000,
        string otherStates = "",
        long stamp = 1,
        string languages = "") =>
        new(
            Provider(name),
            credential,
            [.. modalities.Split(' ').Select(Enum.Parse<Modality>)],
            [.. services.Split(' ').Select(s => new ServiceId(s))],
            At(licensedUntil),
            At(idleSince),
            [.. otherStates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => new StateCode(s))],
            stamp,
            [.. languages.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
