namespace Dispatch.Api.Operations;

/// <summary>
/// What happened lately, as the process that answers heard of it: changes of consults of all processes, offers of the
/// providers whose sockets are there.
/// </summary>
/// <param name="Node">Whose numbers these are; of another one they start anew.</param>
/// <param name="Items">Oldest first.</param>
/// <param name="LastSeq">To ask from, or to watch from, next.</param>
/// <param name="Missed">How many came after the number asked from and are kept no more, or were too many to send.</param>
public sealed record OperationEventsBody(string Node, IReadOnlyList<OperationEventBody> Items, long LastSeq, long Missed);
