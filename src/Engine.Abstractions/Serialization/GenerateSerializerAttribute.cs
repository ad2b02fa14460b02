namespace Dispatch.Engine;

/// <summary>The type crosses a process when grains are distributed. The embedded engine passes it by reference.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
