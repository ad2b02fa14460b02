using System.Security.Cryptography;
using System.Text;
using Dispatch.Api.Bodies;
using Dispatch.Api.Health;
using Dispatch.Api.Hours;
using Dispatch.Api.Locations;
using Dispatch.Api.Problems;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Settings;
using Dispatch.Domain.Sla;
using Dispatch.Domain.States;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Settings;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Consults;

/// <summary>Begins consults: validates, seals the patient, and answers once the request is durable.</summary>
public sealed class ConsultRequests(
    IGrainFactory grains,
    PatientRecords records,
    ClinicLocations locations,
    OpeningHours hours,
    OpenConsultCounter openConsults,
    RequestsInFlight inFlight,
    RecentKeys recentKeys,
    ApiMetrics metrics,
    ISettings settings,
    Continuity continuity,
    IClaimQueries claims,
    IIdSource ids,
    ApiLimits limits,
    TimeProvider time)
{
    /// <param name="key">The idempotency key; null for none.</param>
    public async Task<IResult> Request(Clinic clinic, Body<RequestConsultBody> body, string? key)
    {
        var idempotency = key is null ? null : new IdempotencyKey(key, HashOf(clinic.Id, key, body.Bytes.Span));
        if (idempotency is not null && recentKeys.Find(clinic.Id, idempotency) is { } earlier)
        {
            return await AnswerAgain(clinic.Id, idempotency, earlier);
        }

        var now = Microseconds(time.GetUtcNow());
        var (draft, problem) = ConsultValidation.Validate(body.Value, now, limits);
        if (draft is null)
        {
            return problem!;
        }

        if (draft.Location is { } location && !await locations.IsUsable(clinic.Id, location))
        {
            var errors = new FieldErrors();
            errors.Add("locationId", "Expected an active location of this clinic.");
            return await RefuseUnlessAnswered(clinic.Id, idempotency, errors.ToProblem());
        }

        DateTimeOffset? opensAt = null;
        if (!hours.IsOpen(clinic.Id, now))
        {
            opensAt = hours.NextOpening(clinic.Id, now);
            if (opensAt is null || !draft.QueueUntilOpen)
            {
                return await RefuseUnlessAnswered(clinic.Id, idempotency, Closed(opensAt, now));
            }
        }

        if (!openConsults.TryAdd(clinic.Id, clinic.Limits.OpenConsults))
        {
            var tooMany = new Problem(
                ProblemTypes.TooManyOpenConsults,
                $"At most {clinic.Limits.OpenConsults} may be open.",
                RetryAfter: limits.RetryAfter);
            return await RefuseUnlessAnswered(clinic.Id, idempotency, tooMany);
        }

        var begun = false;
        var state = draft.Requirements.State;
        var others = inFlight.Enter(state);
        try
        {
            var (answer, isNew) = await Begin(NewTicket(clinic.Id, draft, now, opensAt), draft, others, idempotency);
            begun = isNew;
            return answer;
        }
        finally
        {
            inFlight.Leave(state);
            openConsults.Settled(clinic.Id, begun);
        }
    }

    private async Task<(IResult Answer, bool IsNew)> Begin(Ticket ticket, ConsultDraft draft, int others, IdempotencyKey? idempotency)
    {
        var clinic = ticket.Clinic;
        if (draft.PreferSameProvider)
        {
            var (patientKey, lastProvider) = await continuity.Of(clinic, draft.Record.Patient);
            ticket = ticket with { Preferences = ticket.Preferences with { LastProvider = lastProvider, PatientKey = patientKey } };
        }

        var patient = await records.Seal(clinic, ticket.Consult, draft.Record);
        var request = new ConsultRequest(ticket, draft.Location, patient, idempotency, limits.WaitingPerState - others);
        switch (await grains.GetGrain<IConsultGrain>(ticket.Consult.Value).Request(request))
        {
            case RequestResult.Accepted(var consult, var line):
                if (idempotency is not null)
                {
                    recentKeys.Put(clinic, idempotency, ticket.Consult, ticket.RequestedAt);
                }

                metrics.ConsultReached(ConsultStatus.Waiting);
                // Who waits for the opening is not in line yet.
                return (Created(ConsultBody.Of(consult.Summary, line: ticket.OpensAt is null ? LineOf(line) : null) with { ExternalId = draft.Record.ExternalId }), true);

            case RequestResult.LineFull(var waiting):
                var full = new Problem(
                    ProblemTypes.LineFull, $"{waiting} consults wait in {draft.Requirements.State}.", RetryAfter: limits.RetryAfter);
                return (await RefuseUnlessAnswered(clinic, idempotency, full), false);

            case var earlier:
                return (await AnswerAgain(clinic, idempotency!, earlier), false);
        }
    }

    /// <summary>What stands in the way now may not have when the key was used first: then the request has been taken.</summary>
    private async Task<IResult> RefuseUnlessAnswered(ClinicId clinic, IdempotencyKey? idempotency, Problem refusal) =>
        idempotency is not null
        && await claims.Holder(Claims.IdempotencyScope, Claims.IdempotencyClaim(clinic, idempotency), time.GetUtcNow()) is { } holder
            ? await AnswerAgain(clinic, idempotency, Claims.RepeatedOrReused(idempotency, holder))
            : refusal;

    private async Task<IResult> AnswerAgain(ClinicId clinic, IdempotencyKey idempotency, RequestResult earlier) =>
        earlier is RequestResult.Repeated(var consult)
            ? await Repeat(clinic, idempotency, consult)
            : new Problem(ProblemTypes.IdempotencyKeyReused);

    private static Problem Closed(DateTimeOffset? opensAt, DateTimeOffset now) => opensAt is { } opens
        ? new Problem(
            ProblemTypes.Closed,
            "Send queueUntilOpen:true to wait for the opening.",
            RetryAfter: opens - now,
            OpensAt: opens)
        : new Problem(ProblemTypes.Closed, "No opening is planned within a year.");

    private Ticket NewTicket(ClinicId clinic, ConsultDraft draft, DateTimeOffset now, DateTimeOffset? opensAt)
    {
        // What is promised to who waits for the opening is promised from there.
        var since = opensAt ?? now;
        var terms = SlaTerms.For(
            settings.Find(SlaPolicyKind.Instance, SettingScope.Of(clinic)),
            settings.Find(SlaPolicyKind.Instance, SettingScope.Default),
            draft.Requirements.Services,
            draft.Requirements.Modality);
        var sla = terms.Promises.From(since);
        var preferences = draft is { PreferredProvider: null, Language: null, PreferSameProvider: false }
            ? SoftPreferences.None
            : new SoftPreferences(
                draft.PreferredProvider,
                (terms.Ladder ?? SlaLadder.Default).PreferencesInForceUntil(since, sla),
                draft.Language);
        return new Ticket(
            ids.NewConsult(draft.Requirements.State), clinic, draft.Priority, now, sla, draft.Requirements, preferences, terms.Ladder)
        {
            OpensAt = opensAt,
        };
    }

    // What the key was answered with the first time; its place in line is as it is now.
    private async Task<IResult> Repeat(ClinicId clinic, IdempotencyKey idempotency, ConsultId consult)
    {
        if (await grains.GetGrain<IConsultGrain>(consult.Value).Get() is not { } view)
        {
            throw new InvalidOperationException($"{consult} holds an idempotency key and does not exist.");
        }

        var record = await records.Open(view);
        var summary = view.Summary;
        recentKeys.Put(clinic, idempotency, consult, summary.RequestedAt);
        var line = summary.Status.IsUnassigned() && !(summary.OpensAt > time.GetUtcNow())
            ? await Look(summary.State, new TicketOrder(summary.Priority, summary.Sla.AcceptBy, summary.Id), summary.Clinic)
            : null;
        return Created(ConsultBody.Of(summary, line: LineOf(line)) with { ExternalId = record?.ExternalId });
    }

    private async Task<LineView?> Look(StateCode state, TicketOrder order, ClinicId clinic)
    {
        try
        {
            return await grains.GetGrain<IStateLicensePoolGrain>(state.Value).Look(order, clinic);
        }
        catch (Exception)
        {
            // A silent pool costs the answer its place in line, never the consult.
            return null;
        }
    }

    private static LineBody? LineOf(LineView? line) =>
        line is null ? null : new LineBody(line.Ahead + 1, EstimatedWaitBody.Of(line.Estimate));

    private static JsonAnswer<ConsultBody> Created(ConsultBody consult) =>
        new(consult, ApiJson.Default.ConsultBody, StatusCodes.Status201Created, $"/v1/consults/{consult.Id}");

    // Clinic and key go in, so that equal bodies of two clinics do not show as equal.
    private static string HashOf(ClinicId clinic, string key, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{clinic}\n{key}\n"));
        hash.AppendData(body);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }

    // Stores keep microseconds: what is answered now is what is read back later.
    private static DateTimeOffset Microseconds(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
