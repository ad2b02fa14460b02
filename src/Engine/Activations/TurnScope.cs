namespace Dispatch.Engine.Embedded;

/// <summary>
/// Makes a thread run turns of an activation, and the thread's own again when disposed. The caller's ambient values
/// stay outside: a timer or a loop that a grain starts must not keep a web request's context alive.
/// </summary>
internal readonly ref struct TurnScope
{
    private static readonly ExecutionContext Clean = CaptureClean();

    private readonly SynchronizationContext? _callersContext;
    private readonly ExecutionContext? _callersFlow;

    public TurnScope(Activation activation)
    {
        _callersContext = SynchronizationContext.Current;
        _callersFlow = ExecutionContext.Capture();
        if (_callersFlow is not null && !ReferenceEquals(_callersFlow, Clean))
        {
            ExecutionContext.Restore(Clean);
        }

        SynchronizationContext.SetSynchronizationContext(activation);
    }

    public void Dispose()
    {
        SynchronizationContext.SetSynchronizationContext(_callersContext);
        if (_callersFlow is not null && !ReferenceEquals(_callersFlow, ExecutionContext.Capture()))
        {
            ExecutionContext.Restore(_callersFlow);
        }
    }

    private static ExecutionContext CaptureClean()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}
