using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Journal;

/// <summary>What never changes of a consult, as the body of its row in <c>tickets</c>.</summary>
internal sealed record StoredTicket(Ticket Ticket, LocationId? Location);
