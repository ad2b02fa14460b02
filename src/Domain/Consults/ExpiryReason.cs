using System.Text.Json.Serialization;

namespace Dispatch.Domain.Consults;

/// <summary>Why a consult expired.</summary>
[GenerateSerializer, Alias("expiry-reason")]
[JsonConverter(typeof(CamelCaseEnumConverter<ExpiryReason>))]
public enum ExpiryReason
{
    /// <summary>Nobody accepted it before it was given up.</summary>
    NoProvider = 1,

    /// <summary>As many providers were asked as may be asked for one consult, and nobody accepted.</summary>
    OfferLimit = 2,
}
