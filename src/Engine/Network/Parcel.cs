namespace Dispatch.Engine.Embedded;

/// <summary>One call of a grain on its way from its caller's engine. Its caller's patience runs already.</summary>
public readonly struct Parcel
{
    private readonly GrainMethod _method;
    private readonly Call _call;
    private readonly object?[] _arguments;

    internal Parcel(
        EmbeddedEngine from, string grainType, GrainMethod method, string key, Call call, object?[] arguments)
    {
        From = from;
        GrainType = grainType;
        Key = key;
        _method = method;
        _call = call;
        _arguments = arguments;
    }

    /// <summary>The caller's engine.</summary>
    public EmbeddedEngine From { get; }

    /// <summary>The class's name in lower case without "Grain".</summary>
    public string GrainType { get; }

    public string Key { get; }

    /// <summary>Interface and method.</summary>
    public string Method => _method.Name;

    /// <summary>Whether nobody waits for an answer.</summary>
    public bool IsOneWay => _method.IsOneWay;

    /// <summary>Hands the call over: its caller hears the answer as soon as there is one. To be done once at most.</summary>
    public void DeliverTo(EmbeddedEngine engine) => engine.Receive(GrainType, Key, _call);

    /// <summary>Runs the same call there as one whose answer does not find its caller by itself; see <see cref="Answer"/>.</summary>
    /// <returns>Completes with the answer; at once when nobody waits for one.</returns>
    public Task DeliverCopyTo(EmbeddedEngine engine)
    {
        var copy = _method.NewCall(engine.CallContext, Key, _arguments);
        copy.StartWaiting();
        engine.Receive(GrainType, Key, copy);
        return copy.Task;
    }

    /// <summary>Brings the answer of a copy, which has completed, to the caller.</summary>
    public void Answer(Task copy) => _call.Answer(copy);
}
