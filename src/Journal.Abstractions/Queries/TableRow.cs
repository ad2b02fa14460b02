using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Journal.Queries;

/// <summary>A consult as a row of a long table: what is in columns, nothing that has to be opened.</summary>
/// <param name="Provider">Who serves or served it.</param>
public readonly record struct TableRow(
    ConsultId Consult,
    ConsultStatus Status,
    StateCode State,
    ProviderId? Provider,
    long Version,
    DateTimeOffset RequestedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset AcceptBy,
    DateTimeOffset UpdatedAt);
