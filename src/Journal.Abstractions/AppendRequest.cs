using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal;

/// <param name="Stream">An entity's id, for instance <c>cns_…</c>.</param>
/// <param name="ExpectedVersion">The version of the stream's last event; 0 for a stream that does not exist.</param>
/// <param name="Events">At least one.</param>
/// <param name="Rows">Written in order; of several with the same key the last one counts.</param>
/// <param name="Claims">Taken and freed in order.</param>
/// <param name="CanWait">Nobody waits for it: it shares the transaction of the stream's next append, or goes by itself a
/// moment later. What is appended to the stream after it comes after it all the same.</param>
/// <param name="BuildsOn">The last event of an append that the same process made before and whose outcome the caller does
/// not know yet: if that one was not appended, neither is this, although somebody else's event may have its version.</param>
public sealed record AppendRequest(
    string Stream,
    long ExpectedVersion,
    ImmutableArray<NewEvent> Events,
    ImmutableArray<RowChange> Rows,
    ImmutableArray<ClaimChange> Claims,
    bool CanWait = false,
    EventId? BuildsOn = null);
