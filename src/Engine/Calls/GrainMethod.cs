using System.Linq.Expressions;
using System.Reflection;

namespace Dispatch.Engine.Embedded;

/// <summary>One method of a grain or observer interface: what its attributes say and compiled ways to call it.</summary>
internal sealed class GrainMethod
{
    private static readonly MethodInfo NewResultCall = StaticMethod(nameof(CallWithResult));
    private static readonly MethodInfo NewFailure = StaticMethod(nameof(FailureWithResult));

    private readonly Func<object, object?[], Task> _invoke;
    private readonly Func<CallContext, GrainMethod, string, object?[], Call> _newCall;
    private readonly Func<Exception, Task> _fail;

    public GrainMethod(MethodInfo method)
    {
        var result = method.ReturnType;
        var isPlain = result == typeof(Task) || result == typeof(void);
        if (method.IsGenericMethodDefinition
            || !(isPlain || (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(Task<>)))
            || method.GetParameters().Any(static p => p.ParameterType.IsByRef))
        {
            throw new ArgumentException(
                $"{method.DeclaringType}.{method.Name}: a method is not generic, has no ref or out parameters and "
                + "returns Task or Task<T>; one of an observer may return void.");
        }

        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        IsOneWay = result == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        Interleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        _invoke = Compile(method);
        if (isPlain)
        {
            _newCall = static (context, method, key, arguments) => new PlainCall(context, method, key, arguments);
            _fail = Task.FromException;
        }
        else
        {
            var resultType = result.GetGenericArguments();
            _newCall = NewResultCall.MakeGenericMethod(resultType)
                .CreateDelegate<Func<CallContext, GrainMethod, string, object?[], Call>>();
            _fail = NewFailure.MakeGenericMethod(resultType).CreateDelegate<Func<Exception, Task>>();
        }
    }

    /// <summary>Interface and method, for messages.</summary>
    public string Name { get; }

    public bool IsOneWay { get; }

    public bool Interleaves { get; }

    /// <summary>Null when the engine's default holds.</summary>
    public TimeSpan? ResponseTimeout { get; }

    /// <summary>Calls the method. What it throws is in the task, as if it had been asynchronous.</summary>
    public Task Invoke(object target, object?[] arguments)
    {
        try
        {
            return _invoke(target, arguments) ?? _fail(new InvalidOperationException($"{Name} returned no task."));
        }
#pragma warning disable CA1031 // The caller receives it.
        catch (Exception exception)
        {
            return _fail(exception);
        }
#pragma warning restore CA1031
    }

    /// <summary>A call whose task has the type that the method declares.</summary>
    public Call NewCall(CallContext context, string key, object?[] arguments) =>
        IsOneWay ? new OneWayCall(context, this, key, arguments) : _newCall(context, this, key, arguments);

    private static ResultCall<TResult> CallWithResult<TResult>(CallContext context, GrainMethod method, string key, object?[] arguments) =>
        new ResultCall<TResult>(context, method, key, arguments);

    private static Task<TResult> FailureWithResult<TResult>(Exception exception) => Task.FromException<TResult>(exception);

    private static Func<object, object?[], Task> Compile(MethodInfo method)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(target, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, index) => Expression.Convert(
                Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));
        Expression body = method.ReturnType == typeof(void)
            ? Expression.Block(call, Expression.Constant(Task.CompletedTask))
            : Expression.Convert(call, typeof(Task));
        return Expression.Lambda<Func<object, object?[], Task>>(body, target, arguments).Compile();
    }

    private static MethodInfo StaticMethod(string name) =>
        typeof(GrainMethod).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
}
