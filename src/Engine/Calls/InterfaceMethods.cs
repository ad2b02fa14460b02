using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dispatch.Engine.Embedded;

/// <summary>The methods of one grain or observer interface, inherited ones included, by what a proxy is called with.</summary>
internal sealed class InterfaceMethods
{
    // To compile a call costs a thousand times what it costs to call: engines that follow one another share them.
    private static readonly ConditionalWeakTable<Type, InterfaceMethods> Known = [];

    private readonly FrozenDictionary<MethodInfo, GrainMethod> _methods;

    private InterfaceMethods(Type declaring)
    {
        if (!declaring.IsInterface || declaring.ContainsGenericParameters)
        {
            throw new ArgumentException($"{declaring} is not an interface that calls can go through.");
        }

        _methods = declaring.GetInterfaces().Prepend(declaring)
            .SelectMany(static part => part.GetMethods(BindingFlags.Instance | BindingFlags.Public))
            .Where(static method => method.IsAbstract)
            .ToFrozenDictionary(static method => method, static method => new GrainMethod(method));
    }

    /// <summary>Those of one interface; compiled once in a process.</summary>
    /// <exception cref="ArgumentException">Calls cannot go through the type.</exception>
    public static InterfaceMethods Of(Type declaring) =>
        Known.GetValue(declaring, static type => new InterfaceMethods(type));

    /// <exception cref="NotSupportedException">The method has a body in the interface and is not a call.</exception>
    public GrainMethod this[MethodInfo method] =>
        _methods.TryGetValue(method, out var found)
            ? found
            : throw new NotSupportedException($"{method.DeclaringType}.{method.Name} is not a call.");
}
