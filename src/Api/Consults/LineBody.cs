namespace Dispatch.Api.Consults;

/// <param name="Position">1 is next.</param>
/// <param name="EstimatedWait">Null when there is too little to estimate from.</param>
public sealed record LineBody(int Position, EstimatedWaitBody? EstimatedWait);
