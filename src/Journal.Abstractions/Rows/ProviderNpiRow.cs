using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>provider_npis</c>, key NPI and provider: who is found by a national identifier. Written once, with the provider's first event.</summary>
public sealed record ProviderNpiRow(
    string Npi,
    ProviderId Provider) : RowChange;
