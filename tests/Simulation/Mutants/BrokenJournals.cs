using Dispatch.Journal;
using Dispatch.Tests.Simulation.Store;

namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>Journals that break their contract. They stand before the simulated one: that the product's own journals keep it
/// is tested where those are.</summary>
internal static class BrokenJournals
{
    public const string ReplaysTwice = "replays-twice";
    public const string WritesRowsOfRefused = "writes-rows-of-refused";

    public static Func<IJournal, Tables, IJournal>? Find(string? name) => name switch
    {
        null => null,
        ReplaysTwice => static (journal, tables) => new Broken(journal, (request, result) =>
        {
            // As a batch does that was rolled back and is replayed item by item, and was not rolled back.
            if (result is AppendResult.Appended appended && appended.Version % 3 == 0)
            {
                tables.Apply(request with { ExpectedVersion = appended.Version }, DateTimeOffset.MaxValue);
            }
        }),
        WritesRowsOfRefused => static (journal, tables) => new Broken(journal, (request, result) =>
        {
            if (result is not AppendResult.Appended)
            {
                tables.WriteRows(request);
            }
        }),
        _ => throw new ArgumentException($"Expected the name of a broken journal, found {name}."),
    };

    private sealed class Broken(IJournal journal, Action<AppendRequest, AppendResult> also) : IJournal
    {
        public async Task<AppendResult> Append(AppendRequest request)
        {
            var result = await journal.Append(request);
            also(request, result);
            return result;
        }

        public Task<IReadOnlyList<RecordedEvent>> Read(
            string stream, long afterVersion, int limit, CancellationToken cancellationToken) =>
            journal.Read(stream, afterVersion, limit, cancellationToken);
    }
}
