using System.Collections.Concurrent;
using System.Reflection;

namespace Dispatch.Engine.Embedded;

/// <summary>Sends the calls of an observer interface to an object outside any grain.</summary>
#pragma warning disable CA1852 // The proxies that the runtime generates derive from it.
internal class ObserverReference : DispatchProxy
#pragma warning restore CA1852
{
    private static readonly ConcurrentDictionary<Type, InterfaceMethods> MethodsOf = new();

    private EmbeddedEngine _engine = null!;
    private InterfaceMethods _methods = null!;

    public ObserverTarget Target { get; private set; } = null!;

    public static object To(EmbeddedEngine engine, Type observerInterface, IGrainObserver observer)
    {
        var proxy = Create(observerInterface, typeof(ObserverReference));
        var reference = (ObserverReference)proxy;
        reference._engine = engine;
        reference._methods = MethodsOf.GetOrAdd(observerInterface, static type => InterfaceMethods.Of(type));
        reference.Target = new ObserverTarget(engine, observer, observerInterface.Name);
        return proxy;
    }

    public override string ToString() => Target.Name;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = _engine.Call(Target, _methods[targetMethod!], args ?? []);
        return targetMethod!.ReturnType == typeof(void) ? null : answer;
    }
}
