using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Consults;

/// <summary>
/// Many consults at once, column by column, newest first: for a table that filters and sorts by itself and asks for the
/// patients of the rows in view only (<c>GET /v1/consults?ids=</c>). All columns are as long as <c>ids</c>.
/// </summary>
/// <param name="At">Later changes come through the hub.</param>
/// <param name="Truncated">True when the clinic has more than are listed.</param>
/// <param name="RequestedAt">Milliseconds since 1970 UTC, as are the other times.</param>
/// <param name="AcceptBy">What was promised.</param>
/// <param name="AcceptedAt">Null as long as nobody took it.</param>
/// <param name="UpdatedAt">Of the last change; of an ended one, when it ended.</param>
/// <param name="ProviderIds">Who serves or served it.</param>
/// <param name="Versions">To be compared with those of <c>ConsultChanged</c>.</param>
public sealed record ConsultTableBody(
    DateTimeOffset At,
    bool Truncated,
    ImmutableArray<ConsultId> Ids,
    ImmutableArray<ConsultStatus> Statuses,
    ImmutableArray<StateCode> States,
    ImmutableArray<long> RequestedAt,
    ImmutableArray<long> AcceptBy,
    ImmutableArray<long?> AcceptedAt,
    ImmutableArray<long> UpdatedAt,
    ImmutableArray<ProviderId?> ProviderIds,
    ImmutableArray<long> Versions);
