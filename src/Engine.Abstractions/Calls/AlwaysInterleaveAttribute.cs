namespace Dispatch.Engine;

/// <summary>The call may run between the turns of any other call of its grain. For pure reads.
/// Of an observer: the next call need not wait for this one's end.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
