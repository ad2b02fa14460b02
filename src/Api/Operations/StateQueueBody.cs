using Dispatch.Domain.States;

namespace Dispatch.Api.Operations;

/// <param name="Consults">That have not ended: those that nobody serves first, in the order of the line.</param>
/// <param name="Truncated">True when there are more than are listed.</param>
public sealed record StateQueueBody(StateCode State, IReadOnlyList<QueuedConsultBody> Consults, bool Truncated);
