namespace Dispatch.Engine;

/// <summary>Calls of this grain interleave at every await; turns still run one at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
