namespace Dispatch.Engine.Embedded;

/// <summary>Something that happens unless it is removed in time: an entry of <see cref="DeadlineWheel"/>.</summary>
internal abstract class Deadline
{
    // Guarded by the wheel's lock. Previous is null exactly when the entry is in no wheel.
    internal Deadline? Previous { get; set; }

    internal Deadline? Next { get; set; }

    internal long DueTick { get; set; }

    /// <summary>Runs on the clock's thread, once, outside the wheel's lock.</summary>
    internal abstract void OnDue();
}
