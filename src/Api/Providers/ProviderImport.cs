using Dispatch.Api.Csv;
using Dispatch.Api.Problems;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Providers;

/// <summary>Creates providers from CSV, row by row: a good row is taken, a bad one changes nothing.</summary>
public sealed class ProviderImport(
    ProviderRegistration registration, IRegistryQueries registry, IIdSource ids, FaultTable faults, ApiLimits limits)
{
    private const string Taken = "Expected the NPI of nobody who is here already.";

    /// <returns>What became of each row, or the problem with the whole file.</returns>
    public async Task<(ImportBody? Import, Problem? Problem)> Import(ReadOnlyMemory<byte> csv, bool dryRun)
    {
        var (table, problem) = CsvTable.Parse(csv, ProviderColumns.Required, ProviderColumns.Optional, limits.BulkItems);
        if (table is null)
        {
            return (null, problem);
        }

        var firstWith = new Dictionary<string, int>(StringComparer.Ordinal);
        var results = new ImportedRowBody[table.Rows.Count];
        var bodies = new CreateProviderBody?[table.Rows.Count];
        for (var i = 0; i < table.Rows.Count; i++)
        {
            (bodies[i], results[i]) = Check(table.Rows[i], firstWith);
        }

        await Parallel.ForAsync(
            0,
            results.Length,
            new ParallelOptions { MaxDegreeOfParallelism = limits.BulkAtOnce },
            async (i, _) => results[i] = bodies[i] is { } body ? await Take(results[i].Row, body, dryRun) : results[i]);
        return (ImportBody.Of(dryRun, results), null);
    }

    private (CreateProviderBody? Body, ImportedRowBody Result) Check(CsvRow row, Dictionary<string, int> firstWith)
    {
        if (row.Fault is { } fault)
        {
            return (null, ImportedRowBody.RefusedFor(row.Number, ProviderColumns.Row, fault));
        }

        var errors = new FieldErrors();
        var body = ProviderColumns.BodyOf(row, errors);
        if (body.Npi is { } npi && !firstWith.TryAdd(npi, row.Number))
        {
            errors.Add(ProviderColumns.Npi, $"Expected each NPI once; row {firstWith[npi]} has it too.");
        }

        // Of a column whose form is wrong one error is enough.
        var known = errors.Any ? errors.ToProblem().Errors!.Keys.ToHashSet(StringComparer.Ordinal) : [];
        var rules = new FieldErrors();
        ProviderValidation.Validate(body, ids.New<ProviderId>(), rules);
        AddByColumn(errors, rules, known);
        return errors.Any
            ? (null, new ImportedRowBody(row.Number, ImportedRowBody.Refused, Errors: errors.ToProblem().Errors))
            : (body, new ImportedRowBody(row.Number, ImportedRowBody.Valid));
    }

    private static void AddByColumn(FieldErrors errors, FieldErrors rules, HashSet<string> known)
    {
        foreach (var (field, expected) in rules.Any ? rules.ToProblem().Errors! : new Dictionary<string, string[]>())
        {
            var column = ProviderColumns.ColumnOf(field);
            foreach (var text in known.Contains(column) ? [] : expected)
            {
                errors.Add(column, column == field ? text : $"{field}: {text}");
            }
        }
    }

    private async Task<ImportedRowBody> Take(int row, CreateProviderBody body, bool dryRun)
    {
        try
        {
            if (dryRun)
            {
                return (await registry.ProvidersByNpi(body.Npi!)).Count == 0
                    ? new ImportedRowBody(row, ImportedRowBody.Valid)
                    : ImportedRowBody.RefusedFor(row, ProviderColumns.Npi, Taken);
            }

            var (created, problem) = await registration.Create(body, requireFreeNpi: true);
            return created is not null
                ? new ImportedRowBody(row, ImportedRowBody.Created, created.Id, created.AccessToken)
                : problem!.Type == ProblemTypes.NpiTaken
                    ? ImportedRowBody.RefusedFor(row, ProviderColumns.Npi, Taken)
                    : ImportedRowBody.RefusedFor(row, ProviderColumns.Row, problem.Type.Title);
        }
        catch (Exception fault)
        {
            // Whatever it is: the tokens of the rows that are durable are in this answer and in no other.
            var problem = faults.OfItem(fault);
            return ImportedRowBody.RefusedFor(row, ProviderColumns.Row, problem.Detail ?? problem.Type.Title);
        }
    }
}
