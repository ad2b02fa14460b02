using System.Collections.Immutable;
using Dispatch.Domain;

namespace Dispatch.Grains.Providers;

/// <summary>
/// The numbered messages of one provider, the last few of them held so that a socket that comes back hears what it
/// missed. Numbers have no gap within an activation; each activation starts above every earlier one.
/// </summary>
/// <param name="start">The activation's time in microseconds.</param>
public sealed class ProviderStream(long start)
{
    private readonly Queue<ProviderMessage> _held = new();

    /// <summary>Of the last message; <c>start</c> before the first.</summary>
    public long LastSeq { get; private set; } = start;

    /// <summary>
    /// Goes on above a number that a socket has seen, when it is higher than all of this activation: the clock was set
    /// back between the two. A number that no clock can have led to is somebody's mistake and changes nothing.
    /// </summary>
    public void GoOnAbove(long seenSeq)
    {
        if (seenSeq > LastSeq && seenSeq - LastSeq <= DispatchLimits.StreamStartLag.TotalMicroseconds)
        {
            // What is held has lower numbers: whoever wants it gets a snapshot.
            _held.Clear();
            LastSeq = seenSeq;
        }
    }

    public TMessage Add<TMessage>(Func<long, TMessage> create)
        where TMessage : ProviderMessage
    {
        var message = create(++LastSeq);
        _held.Enqueue(message);
        if (_held.Count > DispatchLimits.MessagesHeld)
        {
            _held.Dequeue();
        }

        return message;
    }

    /// <summary>Everything after <paramref name="lastSeq"/>, in order; null when some of it is no longer held.</summary>
    public ImmutableArray<ProviderMessage>? Since(long lastSeq)
    {
        var oldest = LastSeq - _held.Count;
        return lastSeq < oldest || lastSeq > LastSeq ? null : [.. _held.SkipWhile(m => m.Seq <= lastSeq)];
    }
}
