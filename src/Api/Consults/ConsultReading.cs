using Dispatch.Api.Problems;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Api.Consults;

/// <summary>Consults as their clinic sees them. One of another clinic is as unknown as one that never was.</summary>
public sealed class ConsultReading(
    IGrainFactory grains, IConsultQueries queries, IConsultTable table, PatientRecords records, ApiLimits limits)
{
    private const char Separator = ',';

    /// <returns>Null when the clinic has no such consult.</returns>
    public async Task<ConsultView?> Find(ClinicId clinic, string id) =>
        ConsultId.TryParse(id, out var consult)
        && await grains.GetGrain<IConsultGrain>(consult.Value).Get() is { } view
        && view.Summary.Clinic == clinic
            ? view
            : null;

    public async Task<ConsultBody> Open(ConsultView view) => ConsultBody.Of(view.Summary, await records.Open(view));

    public async Task<(ConsultPageBody? Page, Problem? Problem)> List(
        ClinicId clinic, ConsultListing listing, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (listing.ToFilter(clinic, limits, errors) is not { } filter)
        {
            return (null, errors.ToProblem());
        }

        // One more than the page shows tells whether there is a next one.
        var rows = await queries.List(filter, cancellationToken);
        var items = await Open(rows.Take(filter.Limit - 1));
        var next = rows.Count == filter.Limit ? ListCursor.Encode(items[^1].RequestedAt, items[^1].Id) : null;
        return (new ConsultPageBody(items, next), null);
    }

    /// <param name="ids">Separated by commas; those that the clinic does not have are left out.</param>
    public async Task<(ConsultPageBody? Page, Problem? Problem)> Find(
        ClinicId clinic, string ids, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var asked = new List<ConsultId>();
        foreach (var text in ids.Split(Separator, ApiLimits.PageSizeMaximum + 1, StringSplitOptions.RemoveEmptyEntries))
        {
            if (asked.Count == ApiLimits.PageSizeMaximum || !ConsultId.TryParse(text, out var id))
            {
                errors.Add("ids", $"Expected at most {ApiLimits.PageSizeMaximum} ids of consults.");
                return (null, errors.ToProblem());
            }

            asked.Add(id);
        }

        var rows = await table.Find(clinic, asked, cancellationToken);
        return (new ConsultPageBody(
            await Open(rows.OrderByDescending(r => r.Consult.RequestedAt).ThenByDescending(r => r.Consult.Id)), null), null);
    }

    private async Task<List<ConsultBody>> Open(IEnumerable<ConsultRow> rows)
    {
        var items = new List<ConsultBody>();
        foreach (var row in rows)
        {
            var record = row.Patient is null ? null : await records.Open(row.Consult, row.Patient);
            items.Add(ConsultBody.Of(row.Consult, record) with { Intake = null });
        }

        return items;
    }
}
