using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>A ticket in line and where it stands. Used again for another ticket once this one has left.</summary>
internal sealed class WaitingTicket
{
    public Ticket Ticket { get; set; } = null!;

    /// <summary>The place in the index by consult.</summary>
    public OrderKey ConsultKey { get; set; }

    /// <summary>The place in the order of tickets.</summary>
    public OrderKey Place { get; set; }

    /// <summary>What its clinic has in line.</summary>
    public ClinicShare Share { get; set; } = null!;

    public RequirementClass Class { get; set; } = null!;

    /// <summary>Null while nobody may serve it: the provider it prefers is excluded.</summary>
    public Lane? Lane { get; set; }

    public Exclusions? Exclusions { get; set; }

    /// <summary>When it is to be looked at again because a preference or an exclusion ends; MaxValue for never.</summary>
    public DateTimeOffset LookAgainAt { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>The provider it prefers while that preference is in force.</summary>
    public ProviderId? PreferredAt(DateTimeOffset now) =>
        now < Ticket.Preferences.InForceUntil ? Ticket.Preferences.PreferredProvider : null;

    /// <summary>The language that whoever serves it has to speak while that is in force.</summary>
    public string? LanguageAt(DateTimeOffset now) =>
        now < Ticket.Preferences.InForceUntil ? Ticket.Preferences.Language : null;

    /// <summary>Who is asked first when free, while that is in force.</summary>
    public ProviderId? LastProviderAt(DateTimeOffset now) =>
        now < Ticket.Preferences.InForceUntil ? Ticket.Preferences.LastProvider : null;

    public bool Excludes(ProviderId provider) => Exclusions is not null && Exclusions.Contains(provider);
}
