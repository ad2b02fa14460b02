namespace Dispatch.Engine;

/// <summary>Asks for an <see cref="IPersistentState{TState}"/> in a grain's constructor.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName;

    public string? StorageName { get; } = storageName;
}
