using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Engine.Embedded;

/// <summary>One grain class: how its grains are made and where they are.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "Grain";

    private static readonly MethodInfo NewStateMethod =
        typeof(GrainClass).GetMethod(nameof(NewState), BindingFlags.Static | BindingFlags.NonPublic)!;

    // Compiled once in a process, as it depends on the class alone.
    private static readonly ConditionalWeakTable<Type, ObjectFactory> Factories = [];

    private readonly ObjectFactory _factory;
    private readonly StateParameter[] _states;

    /// <exception cref="ArgumentException">The class has not exactly one public constructor, or a state of a wrong type.</exception>
    public GrainClass(EmbeddedEngine engine, Type type)
    {
        Engine = engine;
        Name = (type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length] : type.Name)
            .ToLowerInvariant();
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        var constructors = type.GetConstructors();
        if (constructors.Length != 1)
        {
            throw new ArgumentException($"Grain class {type} must have one public constructor, not {constructors.Length}.");
        }

        _states = [.. constructors[0].GetParameters()
            .Where(static parameter => parameter.IsDefined(typeof(PersistentStateAttribute)))
            .Select(parameter => StateParameter.Of(type, parameter))];
        // Arguments are matched to the first free parameter of their type, so states stay in the constructor's order.
        _factory = Factories.GetValue(type, key => ActivatorUtilities.CreateFactory(key, [.. _states.Select(static state => state.Type)]));
    }

    public EmbeddedEngine Engine { get; }

    /// <summary>The class's name in lower case without "Grain", as Orleans names grain types; names its stored state.</summary>
    public string Name { get; }

    public bool IsReentrant { get; }

    public ActivationDirectory Directory { get; } = new();

    /// <summary>Makes the grain and the states that are to be read before it is activated.</summary>
    public (IGrainBase Grain, IStoredState[] States) Construct(Activation activation)
    {
        object[] states = _states.Length == 0 ? [] : new object[_states.Length];
        for (var index = 0; index < states.Length; index++)
        {
            states[index] = _states[index].Create(
                Engine.StateStore, Engine.Options.StateSerialization, Name, activation.Key, _states[index].Name);
        }

        var grain = (IGrainBase)GrainConstruction.Create(activation, () => _factory(Engine.Services, states));
        return (grain, states.Length == 0 ? [] : [.. states.Cast<IStoredState>()]);
    }

    private static PersistentState<TState> NewState<TState>(
        IGrainStateStore store, JsonSerializerOptions serialization, string grainType, string key, string stateName) =>
        new PersistentState<TState>(store, serialization, grainType, key, stateName);

    private sealed record StateParameter(
        Type Type, string Name, Func<IGrainStateStore, JsonSerializerOptions, string, string, string, object> Create)
    {
        public static StateParameter Of(Type grainType, ParameterInfo parameter)
        {
            var type = parameter.ParameterType;
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            {
                throw new ArgumentException($"{grainType}: parameter {parameter.Name} must be an IPersistentState<T>.");
            }

            return new StateParameter(
                type,
                parameter.GetCustomAttribute<PersistentStateAttribute>()!.StateName,
                NewStateMethod.MakeGenericMethod(type.GetGenericArguments())
                    .CreateDelegate<Func<IGrainStateStore, JsonSerializerOptions, string, string, string, object>>());
        }
    }
}
