namespace Dispatch.Engine;

/// <summary>The call may run between the turns of any other call of its grain. For pure reads.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
