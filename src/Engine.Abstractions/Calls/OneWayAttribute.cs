namespace Dispatch.Engine;

/// <summary>The call is a hint: the caller does not wait, and hears neither of its end nor of its loss.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
