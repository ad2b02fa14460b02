using System.Globalization;
using Dispatch.Api.Problems;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Consults;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Consults;

/// <summary>Consults as their clinic sees them. One of another clinic is as unknown as one that never was.</summary>
public sealed class ConsultReading(IGrainFactory grains, IConsultQueries queries, PatientRecords records, ApiLimits limits)
{
    /// <returns>Null when the clinic has no such consult.</returns>
    public async Task<ConsultView?> Find(ClinicId clinic, string id) =>
        ConsultId.TryParse(id, out var consult)
        && await grains.GetGrain<IConsultGrain>(consult.Value).Get() is { } view
        && view.Summary.Clinic == clinic
            ? view
            : null;

    public async Task<ConsultBody> Open(ConsultView view) => ConsultBody.Of(view.Summary, await records.Open(view));

    public async Task<(ConsultPageBody? Page, Problem? Problem)> List(
        ClinicId clinic, string? status, string? state, string? since, string? cursor, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var filter = new ConsultFilter(
            clinic,
            StatusOf(status, errors),
            StateOf(state, errors),
            SinceOf(since, errors),
            CursorOf(cursor, errors),
            limits.PageSize + 1);
        if (errors.Any)
        {
            return (null, errors.ToProblem());
        }

        // One more than the page shows tells whether there is a next one.
        var rows = await queries.List(filter, cancellationToken);
        var items = new List<ConsultBody>(rows.Count);
        foreach (var row in rows.Take(limits.PageSize))
        {
            var record = row.Patient is null ? null : await records.Open(row.Consult, row.Patient);
            items.Add(ConsultBody.Of(row.Consult, record) with { Intake = null });
        }

        var next = rows.Count > limits.PageSize ? ListCursor.Encode(items[^1].RequestedAt, items[^1].Id) : null;
        return (new ConsultPageBody(items, next), null);
    }

    private static ConsultStatus? StatusOf(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!text.Any(char.IsAsciiDigit) && char.IsAsciiLetterLower(text[0])
            && Enum.TryParse<ConsultStatus>(text, ignoreCase: true, out var status) && status != ConsultStatus.None)
        {
            return status;
        }

        errors.Add("status", "Expected waiting, offered, assigned, inProgress, completed, cancelled or expired.");
        return null;
    }

    private static StateCode? StateOf(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (StateCode.TryParse(text, out var state))
        {
            return state;
        }

        errors.Add("state", "Expected a state's two capital letters.");
        return null;
    }

    private static DateTimeOffset? SinceOf(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since))
        {
            return since;
        }

        errors.Add("since", "Expected a time as RFC 3339 writes it, for instance 2026-11-22T13:00:00Z.");
        return null;
    }

    private static (DateTimeOffset, ConsultId)? CursorOf(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (ListCursor.TryDecode(text, out var place))
        {
            return place;
        }

        errors.Add("cursor", "Expected the nextCursor of a page.");
        return null;
    }
}
