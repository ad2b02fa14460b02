using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Consults;

/// <summary>A request for a consult that breaks no rule.</summary>
/// <param name="Record">What is sealed before anything is stored.</param>
public sealed record ConsultDraft(
    HardRequirements Requirements,
    Priority Priority,
    ProviderId? PreferredProvider,
    string? Language,
    bool PreferSameProvider,
    LocationId? Location,
    bool QueueUntilOpen,
    PatientRecord Record);
