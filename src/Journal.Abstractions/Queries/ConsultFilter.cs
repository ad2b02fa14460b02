using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Journal.Queries;

/// <param name="Since">Inclusive, by the time of request.</param>
/// <param name="Before">Exclusive, in list order: the last consult of the page before.</param>
/// <param name="Limit">From 1 to <see cref="LimitMaximum"/>.</param>
public sealed record ConsultFilter(
    ClinicId Clinic,
    ConsultStatus? Status,
    StateCode? State,
    DateTimeOffset? Since,
    (DateTimeOffset RequestedAt, ConsultId Id)? Before,
    int Limit)
{
    /// <summary>A full page of a list, and one more that tells whether there is another page.</summary>
    public const int LimitMaximum = 201;

    /// <summary>Those with one of these too; empty for any.</summary>
    public ImmutableArray<ConsultStatus> Statuses { get; init; } = [];

    /// <summary>Exclusive, by the time of request.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The other way round; <see cref="Before"/> is then the last consult of the page before all the same.</summary>
    public bool OldestFirst { get; init; }
}
