using System.Text.Json.Serialization;

namespace Dispatch.Domain.Pools;

[GenerateSerializer, Alias("passed-over-reason")]
[JsonConverter(typeof(CamelCaseEnumConverter<PassedOverReason>))]
public enum PassedOverReason
{
    /// <summary>A ticket: no candidate meets its hard requirements.</summary>
    NoCandidate = 1,

    /// <summary>A ticket: every candidate has declined it, or is held after an offer that expired.</summary>
    AllExcluded = 2,

    /// <summary>A ticket: its soft preferences are in force and no candidate meets them. A candidate: is not
    /// whom the ticket prefers, does not speak its language, or came after who served the patient last.</summary>
    Preference = 3,

    /// <summary>A candidate: declined this consult.</summary>
    Declined = 4,

    /// <summary>A candidate: an offer of this consult expired there a moment ago.</summary>
    Held = 5,

    /// <summary>A candidate: does not meet this ticket's hard requirements.</summary>
    NotEligible = 6,

    /// <summary>A candidate: has an offer of this consult already.</summary>
    Asked = 7,

    /// <summary>A ticket: stands behind because its clinic has more in line than may stand in front.</summary>
    Deferred = 8,
}
