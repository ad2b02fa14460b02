namespace Dispatch.Client.Contract;

/// <summary>What a provider may conclude, as the contract spells it.</summary>
public static class Decision
{
    public const string Approved = "approved";
    public const string Denied = "denied";
    public const string Referred = "referred";
}
