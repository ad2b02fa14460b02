namespace Dispatch.Domain.Consults;

public static class ConsultStatusExtensions
{
    public static bool IsEnded(this ConsultStatus status) => status >= ConsultStatus.Completed;

    /// <summary>In the line or with an offer out: nobody serves it yet.</summary>
    public static bool IsUnassigned(this ConsultStatus status) =>
        status is ConsultStatus.Waiting or ConsultStatus.Offered;

    public static bool IsServed(this ConsultStatus status) =>
        status is ConsultStatus.Assigned or ConsultStatus.InProgress;
}
