namespace Dispatch.Api.Operations;

/// <summary>Per second, over the last minute of this process.</summary>
public sealed record RatesBody(double Requested, double Offered, double Assigned, double Completed, double Expired, double Cancelled);
