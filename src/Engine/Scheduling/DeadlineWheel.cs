namespace Dispatch.Engine.Embedded;

/// <summary>
/// Coarse deadlines at O(1) each: one clock timer for all of them, armed only while there are any. A deadline never
/// passes early, and late by less than one tick.
/// </summary>
/// <remarks>
/// Slot <c>t mod SlotCount</c> lists the entries due at tick <c>t</c>; entries more than a rotation away share slots
/// with nearer ones and are skipped until their tick has come. Entries of a slot keep the order of insertion.
/// </remarks>
internal sealed class DeadlineWheel : IDisposable
{
    /// <summary>Fine against time-outs of seconds, coarse against the cost of waking up.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private const int SlotCount = 1024;
    private const long NotArmed = long.MaxValue;

    private readonly Lock _gate = new();
    private readonly Anchor[] _slots = new Anchor[SlotCount];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly long _start;
    private int _count;
    private long _armedTick = NotArmed;
    private long _passedTick = -1;
    private bool _disposed;

    public DeadlineWheel(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        for (var slot = 0; slot < SlotCount; slot++)
        {
            _slots[slot] = new Anchor();
        }

        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(
                static wheel => ((DeadlineWheel)wheel!).Pass(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Deadlines that have neither passed nor been taken out.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Add(Deadline entry, TimeSpan after)
    {
        var due = (long)Math.Ceiling((_time.GetElapsedTime(_start) + after) / Tick);
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            due = Math.Max(due, _passedTick + 1);
            entry.DueTick = due;
            _slots[due % SlotCount].Append(entry);
            _count++;
            if (due < _armedTick)
            {
                ArmNeedsLock(due);
            }
        }
    }

    /// <summary>Takes the entry out. A repeat, or one that has passed, changes nothing.</summary>
    public void Remove(Deadline entry)
    {
        lock (_gate)
        {
            if (Anchor.Unlink(entry))
            {
                _count--;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Pass()
    {
        List<Deadline> due = [];
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            var now = (long)(_time.GetElapsedTime(_start) / Tick);
            var first = Math.Max(_passedTick + 1, now - SlotCount + 1);
            for (var tick = first; tick <= now; tick++)
            {
                _count -= _slots[tick % SlotCount].TakeDue(now, due);
            }

            _passedTick = Math.Max(_passedTick, now);
            _armedTick = NotArmed;
            if (_count > 0)
            {
                ArmNeedsLock(NextOccupiedNeedsLock());
            }
        }

        foreach (var entry in due)
        {
            entry.OnDue();
        }
    }

    /// <summary>The nearest tick whose slot is not empty; its entries may turn out to be due rotations later.</summary>
    private long NextOccupiedNeedsLock()
    {
        for (var tick = _passedTick + 1; tick < _passedTick + SlotCount; tick++)
        {
            if (!_slots[tick % SlotCount].IsEmpty)
            {
                return tick;
            }
        }

        return _passedTick + SlotCount;
    }

    private void ArmNeedsLock(long tick)
    {
        _armedTick = tick;
        var wait = (Tick * tick) - _time.GetElapsedTime(_start);
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Head of a circular list.</summary>
    private sealed class Anchor : Deadline
    {
        public Anchor() => Previous = Next = this;

        public bool IsEmpty => ReferenceEquals(Next, this);

        public static bool Unlink(Deadline entry)
        {
            if (entry.Previous is null)
            {
                return false;
            }

            entry.Previous.Next = entry.Next;
            entry.Next!.Previous = entry.Previous;
            entry.Previous = entry.Next = null;
            return true;
        }

        public void Append(Deadline entry)
        {
            entry.Previous = Previous;
            entry.Next = this;
            Previous!.Next = entry;
            Previous = entry;
        }

        public int TakeDue(long now, List<Deadline> due)
        {
            var taken = 0;
            for (var entry = Next!; !ReferenceEquals(entry, this);)
            {
                var next = entry.Next!;
                if (entry.DueTick <= now)
                {
                    Unlink(entry);
                    due.Add(entry);
                    taken++;
                }

                entry = next;
            }

            return taken;
        }

        internal override void OnDue() => throw new InvalidOperationException("The head of a slot is never due.");
    }
}
