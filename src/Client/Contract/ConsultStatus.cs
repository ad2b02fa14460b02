namespace Dispatch.Client.Contract;

/// <summary>The states of a consult, as the contract spells them.</summary>
public static class ConsultStatus
{
    public const string Waiting = "waiting";
    public const string Offered = "offered";
    public const string Assigned = "assigned";
    public const string InProgress = "inProgress";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";
    public const string Expired = "expired";

    /// <summary>True for the three states that nothing leaves.</summary>
    public static bool IsFinal(string status) => status is Completed or Cancelled or Expired;
}
