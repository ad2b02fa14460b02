using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Domain;

/// <summary>What a decision says: record this, nothing is left to do, or no with the reason.</summary>
public readonly struct Verdict<TEvent, TRefusal>
    where TEvent : class
    where TRefusal : struct
{
    private Verdict(TEvent? @event, TRefusal? refusal)
    {
        Event = @event;
        Refusal = refusal;
    }

    /// <summary>To be made durable and then applied; null when there is nothing to record.</summary>
    public TEvent? Event { get; }

    public TRefusal? Refusal { get; }

    /// <summary>What was asked for is so already: the caller repeats itself.</summary>
    public bool IsRepeat => Event is null && Refusal is null;

    public static Verdict<TEvent, TRefusal> Repeat => default;

    public static Verdict<TEvent, TRefusal> Record(TEvent @event) => new(@event, null);

    public static Verdict<TEvent, TRefusal> Refuse(TRefusal refusal) => new(null, refusal);

    public bool MustRecord([NotNullWhen(true)] out TEvent? @event)
    {
        @event = Event;
        return @event is not null;
    }
}
