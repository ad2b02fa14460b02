namespace Dispatch.Grains;

/// <summary>Repeating the call repeats its answer: an engine may do so when it lost the first on the way.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
