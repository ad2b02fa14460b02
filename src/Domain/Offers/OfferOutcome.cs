using System.Text.Json.Serialization;

namespace Dispatch.Domain.Offers;

/// <summary>What became of an offer.</summary>
[GenerateSerializer, Alias("offer-outcome")]
[JsonConverter(typeof(CamelCaseEnumConverter<OfferOutcome>))]
public enum OfferOutcome
{
    Open = 0,
    Accepted = 1,
    Declined = 2,
    Expired = 3,

    /// <summary>Taken back: the consult ended or went to somebody else, or the provider left.</summary>
    Rescinded = 4,
}
