namespace Dispatch.Client.Contract;

/// <param name="Position">1 is next.</param>
/// <param name="EstimatedWait">Null when there is too little to estimate from.</param>
public sealed record LinePosition(int Position, EstimatedWait? EstimatedWait);
