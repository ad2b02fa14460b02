namespace Dispatch.Api.Operations;

/// <summary>What is counted of offers.</summary>
public enum OfferOutcomeCounted
{
    Made = 0,
    Accepted = 1,
    Declined = 2,
    Expired = 3,
    Rescinded = 4,
}
