using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Api.Consults;

/// <summary>What is known of the patient of one consult. Exists in clear only while a request is answered; sealed everywhere else.</summary>
public sealed record PatientRecord(
    PatientBody Patient,
    JsonElement? Intake,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ExternalId);
