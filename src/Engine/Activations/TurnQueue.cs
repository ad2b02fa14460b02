namespace Dispatch.Engine.Embedded;

/// <summary>
/// What one activation has to do and what may begin next. Continuations of begun requests come first; requests begin
/// in the order of arrival, except that one that interleaves does not wait for the grain to be free.
/// </summary>
/// <remarks>Not thread-safe: the activation guards it.</remarks>
internal sealed class TurnQueue
{
    /// <summary>A queue that grew beyond this many places is let go when it is empty.</summary>
    private const int KeptCapacity = 64;

    private Queue<(SendOrPostCallback Callback, object? State)>? _continuations;
    private Queue<Request>? _waiting;
    private Queue<Request>? _interleaving;
    private bool _occupied;
    private int _interleavingRunning;
    private long _arrivals;

    /// <summary>Requests that have not begun.</summary>
    public int WaitingCount => (_waiting?.Count ?? 0) + (_interleaving?.Count ?? 0);

    /// <summary>Whether no request is between its begin and its end.</summary>
    public bool NothingRuns => !_occupied && _interleavingRunning == 0;

    public bool HasContinuation => _continuations is { Count: > 0 };

    public bool MayBegin =>
        _interleaving is { Count: > 0 } || (!_occupied && _waiting is { Count: > 0 });

    /// <summary>Whether a request that does not interleave could begin now, before any other.</summary>
    public bool IsFree => !_occupied && WaitingCount == 0 && !HasContinuation;

    public void AddContinuation(SendOrPostCallback callback, object? state) =>
        (_continuations ??= new()).Enqueue((callback, state));

    public void Add(Request request)
    {
        request.Place = ++_arrivals;
        ref var queue = ref (request.Interleaves ? ref _interleaving : ref _waiting);
        (queue ??= new()).Enqueue(request);
    }

    public (SendOrPostCallback Callback, object? State) TakeContinuation() => Dequeue(ref _continuations);

    /// <summary>Takes the request that begins now and counts it as running.</summary>
    public Request TakeRequest()
    {
        var first = !_occupied && _waiting is { Count: > 0 } ? _waiting.Peek() : null;
        var interleaving = _interleaving is { Count: > 0 } ? _interleaving.Peek() : null;
        var request = first is null || interleaving?.Place < first.Place
            ? Dequeue(ref _interleaving)
            : Dequeue(ref _waiting);
        Begin(request.Interleaves);
        return request;
    }

    /// <summary>Counts a request as running.</summary>
    public void Begin(bool interleaves)
    {
        if (interleaves)
        {
            _interleavingRunning++;
        }
        else
        {
            _occupied = true;
        }
    }

    public void End(bool interleaves)
    {
        if (interleaves)
        {
            _interleavingRunning--;
        }
        else
        {
            _occupied = false;
        }
    }

    /// <summary>Takes all that have not begun, in the order of arrival.</summary>
    public List<Request> TakeWaiting()
    {
        List<Request> taken = [.. _waiting ?? [], .. _interleaving ?? []];
        taken.Sort(static (a, b) => a.Place.CompareTo(b.Place));
        _waiting = _interleaving = null;
        return taken;
    }

    public void Clear()
    {
        _continuations = null;
        _waiting = _interleaving = null;
    }

    private static T Dequeue<T>(ref Queue<T>? queue)
    {
        var item = queue!.Dequeue();
        if (queue.Count == 0 && queue.Capacity > KeptCapacity)
        {
            queue = null;
        }

        return item;
    }
}
