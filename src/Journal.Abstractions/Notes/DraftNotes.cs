using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Notes;

/// <summary>What a provider wrote while serving a consult.</summary>
/// <param name="Number">Of the assignment.</param>
/// <param name="Version">From 1, grows with each save.</param>
/// <param name="Content">Sealed under the clinic's key.</param>
public sealed record DraftNotes(
    ConsultId Consult, int Number, ProviderId Provider, long Version, DateTimeOffset SavedAt, SealedData Content);
