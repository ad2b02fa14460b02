using System.Collections.Frozen;
using System.Reflection;

namespace Dispatch.Engine.Embedded;

/// <summary>Which class serves which grain interface, found once by reflection.</summary>
internal sealed class GrainClasses
{
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;
    private readonly FrozenDictionary<string, GrainClass> _byName;
    private readonly FrozenDictionary<Type, GrainReference> _prototypes;

    /// <exception cref="ArgumentException">A grain class cannot be used, or two have one name.</exception>
    public GrainClasses(EmbeddedEngine engine, IEnumerable<Assembly> assemblies)
    {
        var types = assemblies.Distinct().SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                && type.IsAssignableTo(typeof(IGrainBase)) && type.IsAssignableTo(typeof(IGrainWithStringKey)))
            .Select(type => (Type: type, Class: new GrainClass(engine, type)))
            .ToList();
        foreach (var sharing in types.GroupBy(static found => found.Class.Name).Where(static group => group.Count() > 1))
        {
            throw new ArgumentException(
                $"Grain classes {string.Join(", ", sharing.Select(static found => found.Type))} share the name {sharing.Key}.");
        }

        _byName = types.ToFrozenDictionary(static found => found.Class.Name, static found => found.Class);
        _byInterface = types
            .SelectMany(static found => found.Type.GetInterfaces().Select(served => (Interface: served, found.Class)))
            .Where(static pair => pair.Interface.IsAssignableTo(typeof(IGrainWithStringKey))
                && pair.Interface != typeof(IGrainWithStringKey))
            .GroupBy(static pair => pair.Interface, static pair => pair.Class)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray());
        _prototypes = _byInterface.Where(static served => served.Value.Length == 1).ToFrozenDictionary(
            static served => served.Key, static served => GrainReference.Prototype(served.Key, served.Value[0]));
    }

    /// <exception cref="ArgumentException">Not exactly one class implements the interface.</exception>
    public GrainReference PrototypeOf(Type grainInterface) =>
        _prototypes.TryGetValue(grainInterface, out var prototype) ? prototype : throw NotServed(grainInterface);

    public GrainClass Of(Type grainInterface) =>
        _byInterface.TryGetValue(grainInterface, out var classes) && classes.Length == 1
            ? classes[0]
            : throw NotServed(grainInterface);

    public GrainClass? Named(string name) => _byName.GetValueOrDefault(name);

    private ArgumentException NotServed(Type grainInterface) => new(
        $"{grainInterface} must be implemented by one grain class of the engine's assemblies, "
        + $"but is by {(_byInterface.TryGetValue(grainInterface, out var classes) ? classes.Length : 0)}.");
}
