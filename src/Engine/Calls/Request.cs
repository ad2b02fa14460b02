namespace Dispatch.Engine.Embedded;

/// <summary>
/// Something that an activation begins in a turn and that may occupy it until it ends: a call, a timer's tick.
/// </summary>
internal abstract class Request : Deadline
{
    /// <summary>Where it stands in its mailbox; given by <see cref="TurnQueue"/>.</summary>
    public long Place { get; set; }

    /// <summary>Whether it may begin while another one occupies the grain.</summary>
    public abstract bool Interleaves { get; }

    /// <summary>Whether the activation was in use by it, as idle collection sees it.</summary>
    public virtual bool CountsAsUse => true;

    /// <summary>Whether nobody waits for it any more: it is then not begun.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Whether it goes to the next activation when this one ends, rather than ending with it.</summary>
    public abstract bool OutlivesActivation { get; }

    /// <summary>Starts it, within a turn; it calls <see cref="Activation.End"/> once, within a turn.</summary>
    public abstract void Begin(Activation activation);

    /// <summary>It will not run.</summary>
    public abstract void Refuse(Exception reason);
}
