using Dispatch.Domain.Consults;

namespace Dispatch.Journal;

/// <summary>A status as its columns have it: the same words as in the bodies.</summary>
internal static class StatusName
{
    public static string Of(ConsultStatus status) => status switch
    {
        ConsultStatus.Waiting => "waiting",
        ConsultStatus.Offered => "offered",
        ConsultStatus.Assigned => "assigned",
        ConsultStatus.InProgress => "inProgress",
        ConsultStatus.Completed => "completed",
        ConsultStatus.Cancelled => "cancelled",
        ConsultStatus.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Expected the status of a consult that exists."),
    };

    /// <exception cref="ArgumentOutOfRangeException">It is none of these words.</exception>
    public static ConsultStatus Parse(string name) => name switch
    {
        "waiting" => ConsultStatus.Waiting,
        "offered" => ConsultStatus.Offered,
        "assigned" => ConsultStatus.Assigned,
        "inProgress" => ConsultStatus.InProgress,
        "completed" => ConsultStatus.Completed,
        "cancelled" => ConsultStatus.Cancelled,
        "expired" => ConsultStatus.Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Expected the status of a consult that exists."),
    };
}
