using System.Reflection;

namespace Dispatch.Engine.Embedded;

/// <summary>Sends the calls of a grain interface to the grain with its key. Two references to one grain are equal.</summary>
#pragma warning disable CA1852 // The proxies that the runtime generates derive from it.
internal class GrainReference : DispatchProxy
#pragma warning restore CA1852
{
    private GrainClass _class = null!;
    private InterfaceMethods _methods = null!;
    private string _key = "";

    /// <summary>A reference to no grain, to be cloned: much cheaper than a new proxy.</summary>
    public static GrainReference Prototype(Type grainInterface, GrainClass grainClass)
    {
        var reference = (GrainReference)Create(grainInterface, typeof(GrainReference));
        reference._class = grainClass;
        reference._methods = InterfaceMethods.Of(grainInterface);
        return reference;
    }

    public object To(string key)
    {
        var reference = (GrainReference)MemberwiseClone();
        reference._key = key;
        return reference;
    }

    public override bool Equals(object? obj) =>
        obj is GrainReference other && ReferenceEquals(other._class, _class)
        && string.Equals(other._key, _key, StringComparison.Ordinal);

    public override int GetHashCode() => string.GetHashCode(_key, StringComparison.Ordinal);

    public override string ToString() => $"{_class.Name}/{_key}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _class.Engine.Call(_class, _methods[targetMethod!], _key, args ?? []);
}
