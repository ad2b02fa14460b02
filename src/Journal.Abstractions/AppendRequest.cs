using System.Collections.Immutable;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal;

/// <param name="Stream">An entity's id, for instance <c>cns_…</c>.</param>
/// <param name="ExpectedVersion">The version of the stream's last event; 0 for a stream that does not exist.</param>
/// <param name="Events">At least one.</param>
/// <param name="Rows">Written in order; of several with the same key the last one counts.</param>
/// <param name="Claims">Taken and freed in order.</param>
/// <param name="CanWait">Nobody waits for it: it shares the transaction of the stream's next append, or goes by itself a
/// moment later. What is appended to the stream after it comes after it all the same.</param>
public sealed record AppendRequest(
    string Stream,
    long ExpectedVersion,
    ImmutableArray<NewEvent> Events,
    ImmutableArray<RowChange> Rows,
    ImmutableArray<ClaimChange> Claims,
    bool CanWait = false);
