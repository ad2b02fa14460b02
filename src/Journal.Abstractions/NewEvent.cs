using Dispatch.Domain.Ids;

namespace Dispatch.Journal;

/// <param name="Type">The event's stable name, for instance <c>consult.assigned</c>.</param>
/// <param name="At">Kept to the microsecond, rounded down.</param>
/// <param name="Payload">UTF-8 JSON, patient data in it sealed. At most <see cref="JournalLimits.PayloadBytes"/>.</param>
public sealed record NewEvent(EventId Id, string Type, DateTimeOffset At, ReadOnlyMemory<byte> Payload);
