using System.Collections.Immutable;
using Dispatch.Api.Csv;
using Dispatch.Api.Hubs;
using Dispatch.Api.Problems;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Providers;

/// <summary>
/// Updates licences of providers who are here already, found by their NPI: one licence a row, which is added or takes
/// the place of the provider's licence in that state. Licences in other states stay.
/// </summary>
public sealed class LicenseImport(
    IGrainFactory grains, IRegistryQueries registry, ConnectionRegistry connections, FaultTable faults, ApiLimits limits)
{
    private const string State = "state";
    private static readonly string[] Columns = [ProviderColumns.Npi, State, "number", "expiresOn"];

    /// <returns>What became of each row, or the problem with the whole file.</returns>
    public async Task<(ImportBody? Import, Problem? Problem)> Import(ReadOnlyMemory<byte> csv, bool dryRun)
    {
        var (table, problem) = CsvTable.Parse(csv, Columns, [], limits.BulkItems);
        if (table is null)
        {
            return (null, problem);
        }

        var results = new ImportedRowBody[table.Rows.Count];
        var good = new List<(int Index, string Npi, License License)>();
        var seen = new HashSet<(string Npi, string State)>();
        for (var i = 0; i < results.Length; i++)
        {
            if (Check(table.Rows[i], seen, out results[i]) is { } license)
            {
                good.Add((i, table.Rows[i][ProviderColumns.Npi]!, license));
            }
        }

        await Parallel.ForEachAsync(
            good.GroupBy(g => g.Npi, StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = limits.BulkAtOnce },
            async (rows, _) => await Take([.. rows.Select(r => (r.Index, r.License))], rows.Key, dryRun, results));
        return (ImportBody.Of(dryRun, results), null);
    }

    private static License? Check(CsvRow row, HashSet<(string Npi, string State)> seen, out ImportedRowBody result)
    {
        result = new ImportedRowBody(row.Number, ImportedRowBody.Valid);
        if (row.Fault is { } fault)
        {
            result = ImportedRowBody.RefusedFor(row.Number, ProviderColumns.Row, fault);
            return null;
        }

        var errors = new FieldErrors();
        if (!Npi.IsValid(row[ProviderColumns.Npi]))
        {
            errors.Add(ProviderColumns.Npi, "Expected ten digits of which the last one is the NPI's check digit.");
        }

        var rules = new FieldErrors();
        var licenses = ProviderValidation.Licenses([new LicenseBody(row[State], row["number"], row["expiresOn"])], rules);
        foreach (var (field, expected) in rules.Any ? rules.ToProblem().Errors! : new Dictionary<string, string[]>())
        {
            errors.Add(field[(field.LastIndexOf('.') + 1)..], expected[0]);
        }

        if (!errors.Any && !seen.Add((row[ProviderColumns.Npi]!, row[State]!)))
        {
            errors.Add(State, "Expected each state of a provider once in the file.");
        }

        if (!errors.Any)
        {
            return licenses[0];
        }

        result = new ImportedRowBody(row.Number, ImportedRowBody.Refused, Errors: errors.ToProblem().Errors);
        return null;
    }

    private async Task Take(
        ImmutableArray<(int Index, License License)> rows, string npi, bool dryRun, ImportedRowBody[] results)
    {
        Func<int, License, ImportedRowBody> answer;
        try
        {
            answer = await Take([.. rows.Select(r => r.License)], npi, dryRun);
        }
        catch (Exception fault)
        {
            var problem = faults.OfItem(fault);
            answer = (row, _) => ImportedRowBody.RefusedFor(row, ProviderColumns.Row, problem.Detail ?? problem.Type.Title);
        }

        foreach (var (index, license) in rows)
        {
            results[index] = answer(results[index].Row, license);
        }
    }

    private async Task<Func<int, License, ImportedRowBody>> Take(ImmutableArray<License> licenses, string npi, bool dryRun)
    {
        var found = await registry.ProvidersByNpi(npi);
        if (found.Count != 1)
        {
            var expected = found.Count == 0
                ? "Expected the NPI of a provider who is here."
                : "Several providers were created with this NPI: replace the licences of one by its id.";
            return (row, _) => ImportedRowBody.RefusedFor(row, ProviderColumns.Npi, expected);
        }

        var provider = found[0];
        if (dryRun)
        {
            return (row, _) => new ImportedRowBody(row, ImportedRowBody.Valid, provider);
        }

        var grain = grains.GetGrain<IProviderGrain>(provider.Value);
        var before = (await grain.Get())?.Profile.Licenses ?? [];
        if (await grain.RenewLicenses(licenses) is not ProviderChangeResult.Done(var view, _, _))
        {
            return (row, _) => ImportedRowBody.RefusedFor(row, ProviderColumns.Npi, "Expected the NPI of a provider who is here.");
        }

        connections.Update(view);
        return (row, license) => new ImportedRowBody(
            row, before.Contains(license) ? ImportedRowBody.Unchanged : ImportedRowBody.Updated, provider);
    }
}
