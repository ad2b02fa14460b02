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
    public const int LimitMaximum = 200;
}
