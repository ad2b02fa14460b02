using System.Text.Json;

namespace Dispatch.Api.Consults;

/// <param name="State">Where the patient is, two capital letters: decides who may examine them.</param>
/// <param name="Modality"><c>live</c> or <c>async</c>.</param>
/// <param name="Intake">The answers that the patient or clinic gave: an object.</param>
/// <param name="Priority"><c>routine</c>, the default, or <c>urgent</c>.</param>
/// <param name="QueueUntilOpen">Whether to wait for service hours; without configured hours it is always open.</param>
/// <param name="PreferredLanguage">A BCP 47 tag, for instance <c>es</c>; those who speak it are asked first.</param>
/// <param name="PreferSameProvider">Whether who served this patient of this clinic last is asked first when free.</param>
public sealed record RequestConsultBody(
    PatientBody? Patient,
    string? State,
    IReadOnlyList<string?>? Services,
    string? Modality,
    JsonElement? Intake,
    string? Priority,
    string? PreferredProviderId,
    string? LocationId,
    string? ExternalId,
    bool? QueueUntilOpen,
    string? PreferredLanguage = null,
    bool? PreferSameProvider = null);
