using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Unit.Domain.Pools;

internal static class TicketExtensions
{
    /// <summary>The provider it prefers while that preference is in force.</summary>
    public static ProviderId? PreferredAt(this Ticket ticket, DateTimeOffset now) =>
        now < ticket.Preferences.InForceUntil ? ticket.Preferences.PreferredProvider : null;
}
