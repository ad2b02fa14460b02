using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Hubs;

/// <summary><c>Reminder</c>: a promise that the provider's consult carries is at risk.</summary>
/// <param name="DueAt">When the promise is missed; for <c>inProgressLimit</c>, when the consult is released.</param>
public sealed record ReminderMessage(long Seq, ConsultId ConsultId, SlaPromise Promise, DateTimeOffset DueAt);
