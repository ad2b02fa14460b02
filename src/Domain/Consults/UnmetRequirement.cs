using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>Which hard requirement a provider does not meet.</summary>
[GenerateSerializer, Alias("unmet-requirement")]
[JsonConverter(typeof(CamelCaseEnumConverter<UnmetRequirement>))]
public enum UnmetRequirement
{
    Suspended = 1,
    NotLicensed = 2,
    LicenseExpired = 3,
    Credential = 4,
    Modality = 5,
    Privilege = 6,
}
