using System.Text.Json.Serialization;
using Dispatch.Domain;

namespace Dispatch.Grains.Pools;

/// <summary>How an offer ended without an assignment, and so what it means for asking that provider again.</summary>
[GenerateSerializer, Alias("offer-end")]
[JsonConverter(typeof(CamelCaseEnumConverter<OfferEnd>))]
public enum OfferEnd
{
    /// <summary>Never again for this consult.</summary>
    Declined = 1,

    /// <summary>Not for a moment.</summary>
    Expired = 2,

    /// <summary>The socket was lost: not for a moment.</summary>
    ConnectionLost = 3,

    /// <summary>The provider left duty or may not serve: nothing to remember.</summary>
    Withdrawn = 4,
}
