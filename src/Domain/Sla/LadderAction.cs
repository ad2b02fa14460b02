using System.Text.Json.Serialization;

namespace Dispatch.Domain.Sla;

/// <summary>What is done for a promise that is at risk or missed. None of it touches a hard requirement.</summary>
[GenerateSerializer, Alias("ladder-action")]
[JsonConverter(typeof(CamelCaseEnumConverter<LadderAction>))]
public enum LadderAction
{
    /// <summary>It is recorded, and those who watch the consult see it; nothing more.</summary>
    Record = 0,

    /// <summary>Soft preferences no longer count.</summary>
    DropPreferences = 1,

    /// <summary>One priority class up; the deadline that orders the class stays.</summary>
    RaisePriority = 2,

    /// <summary>Two providers may hold an offer of it at once.</summary>
    OfferToTwo = 3,

    /// <summary>Three providers may hold an offer of it at once.</summary>
    OfferToThree = 4,

    RemindProvider = 5,
    TellOperator = 6,
    TellClinicAndOperator = 7,
    TellPatientAndClinic = 8,
}
