namespace Dispatch.Client.Contract;

/// <summary>Priority classes of a consult, as the contract spells them.</summary>
public static class Priority
{
    public const string Routine = "routine";
    public const string Urgent = "urgent";
}
