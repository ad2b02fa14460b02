using System.Text.Json;

namespace Dispatch.Client.Contract;

/// <param name="State">Where the patient is, two letters: decides who may examine them.</param>
/// <param name="Intake">The answers that the patient or clinic gave; a JSON object.</param>
public sealed record RequestConsult(
    PatientIdentity Patient,
    string State,
    IReadOnlyList<string> Services,
    string Modality,
    JsonElement Intake,
    string? Priority = null,
    string? PreferredProviderId = null,
    string? LocationId = null,
    string? ExternalId = null,
    bool? QueueUntilOpen = null,
    string? PreferredLanguage = null,
    bool? PreferSameProvider = null);
