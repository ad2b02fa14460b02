namespace Dispatch.Engine.Embedded;

/// <summary>One call of one grain or observer, from the caller's side and the callee's.</summary>
internal abstract class Call(CallContext context, GrainMethod method, string key, object?[] arguments) : Request
{
    /// <summary>A call that found as many activations ending before it could begin is refused.</summary>
    public const int ReroutesMax = 8;

    private object?[] _arguments = arguments;
    private Activation? _activation;
    private Task? _work;

    public sealed override bool Interleaves => method.Interleaves || (_activation?.IsReentrant ?? false);

    public override bool OutlivesActivation => true;

    public int Reroutes { get; set; }

    /// <summary>What the caller waits for.</summary>
    public abstract Task Task { get; }

    protected CallContext Context => context;

    protected GrainMethod Method => method;

    protected string Key => key;

    /// <summary>Tells the call which activation's mailbox it is in.</summary>
    public void Address(Activation activation) => _activation = activation;

    /// <summary>Lets the caller's patience run from now.</summary>
    public virtual void StartWaiting() =>
        context.Deadlines.Add(this, method.ResponseTimeout ?? context.Options.ResponseTimeout);

    public sealed override void Begin(Activation activation) => Follow(activation, Invoke(activation.Instance));

    /// <summary>Runs the method on <paramref name="target"/>; the arguments are released.</summary>
    public Task Invoke(object target)
    {
        var arguments = _arguments;
        _arguments = [];
        return method.Invoke(target, arguments);
    }

    /// <summary>
    /// Ends the request when its work ends. Must run in a turn: the end of the work is awaited as the grain itself
    /// would, so it comes back as a turn of the activation whoever completed the work.
    /// </summary>
    public void Follow(Activation activation, Task work)
    {
        _activation = activation;
        _work = work;
        if (work.IsCompleted)
        {
            OnWorkEnded();
        }
        else
        {
            work.GetAwaiter().UnsafeOnCompleted(OnWorkEnded);
        }
    }

    /// <summary>Hands the end of the work to the caller.</summary>
    public void Answer(Task work)
    {
        context.Deadlines.Remove(this);
        // Seen here, so that the failure of a call whose caller has given up is not reported as unobserved.
        _ = work.Exception;
        AnswerFrom(work);
    }

    public sealed override void Refuse(Exception reason)
    {
        context.Deadlines.Remove(this);
        RefuseWith(reason);
    }

    internal sealed override void OnDue()
    {
        var timeout = method.ResponseTimeout ?? context.Options.ResponseTimeout;
        if (GiveUp(new TimeoutException($"{method.Name} of {key} did not answer within {timeout}.")))
        {
            context.Statistics.CountTimeout();
        }
    }

    protected abstract void AnswerFrom(Task work);

    protected abstract void RefuseWith(Exception reason);

    protected abstract bool GiveUp(TimeoutException timeout);

    private void OnWorkEnded()
    {
        _activation!.End(this, _work!);
        Answer(_work!);
    }
}
