using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>orders</c>, key order. The content is sealed under the clinic's key.</summary>
public sealed record OrderRow(
    OrderId Id,
    ConsultId Consult,
    ClinicId Clinic,
    ProviderId Provider,
    DateTimeOffset SignedAt,
    SealedData Content) : RowChange;
