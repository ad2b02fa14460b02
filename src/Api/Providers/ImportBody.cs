namespace Dispatch.Api.Providers;

/// <summary>What became of a file.</summary>
/// <param name="Taken">Rows that were taken, or would be.</param>
/// <param name="Refused">Rows that changed nothing.</param>
/// <param name="Rows">One for each row of the file, in its order.</param>
public sealed record ImportBody(bool DryRun, int Taken, int Refused, IReadOnlyList<ImportedRowBody> Rows)
{
    public static ImportBody Of(bool dryRun, IReadOnlyList<ImportedRowBody> rows)
    {
        var refused = rows.Count(r => r.Status == ImportedRowBody.Refused);
        return new ImportBody(dryRun, rows.Count - refused, refused, rows);
    }
}
