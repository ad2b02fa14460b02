namespace Dispatch.Client.Contract;

/// <summary>How a patient is examined, as the contract spells it.</summary>
public static class Modality
{
    public const string Live = "live";
    public const string Async = "async";
}
