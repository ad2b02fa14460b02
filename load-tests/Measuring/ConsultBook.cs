using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Measuring;

/// <summary>
/// Accounts for every request and consult of a run. An offer may come before the 201 of its consult: both meet here by id.
/// One thread writes; others may read counts and records at any time.
/// </summary>
/// <param name="expectedConsults">How many there will be about: a table that grows in the middle of a run is a pause.</param>
public sealed class ConsultBook(int expectedConsults)
{
    private readonly Dictionary<UInt128, int> _consultOf = new(expectedConsults);
    private int _created;
    private int _completed;
    private int _open;
    private int _offers;
    private int _unanswered;
    private int _sequenceFaults;

    public ChunkedList<ArrivalRecord> Arrivals { get; } = new();

    public ChunkedList<ConsultRecord> Consults { get; } = new();

    public ReasonCounts Refused { get; } = new();

    /// <summary>Accepts that came to nothing.</summary>
    public ReasonCounts Gone { get; } = new();

    /// <summary>Hub calls that were refused or broke.</summary>
    public ReasonCounts FailedCalls { get; } = new();

    /// <summary>Answered 201, each consult once.</summary>
    public int Created => Volatile.Read(ref _created);

    public int Completed => Volatile.Read(ref _completed);

    /// <summary>Answered 201 and not seen completed.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Offers at a socket; one consult may have several.</summary>
    public int Offers => Volatile.Read(ref _offers);

    /// <summary>Requests whose connection broke before an answer: what became of them only the store knows.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>Messages of a provider's stream whose number did not grow.</summary>
    public int SequenceFaults => Volatile.Read(ref _sequenceFaults);

    /// <summary>Requests that wait for their answer.</summary>
    public int InFlight => Arrivals.Count - Created - DoubleAnswers - Refused.Total - Unanswered;

    /// <summary>Requests that were answered with the consult of another one.</summary>
    public int DoubleAnswers { get; private set; }

    /// <returns>The arrival's index.</returns>
    public int Sent(short clinic, long scheduledAt, long sentAt) =>
        Arrivals.Add(new ArrivalRecord { ScheduledAt = scheduledAt, SentAt = sentAt, Clinic = clinic, Consult = -1 });

    public void Created201(int arrival, UInt128 key, long at)
    {
        ref var request = ref Arrivals[arrival];
        request.Status = 201;
        request.Consult = ConsultOf(key);
        request.AnsweredAt = at;
        ref var consult = ref Consults[request.Consult];
        consult.Answers++;
        if (consult.Answers > 1)
        {
            DoubleAnswers++;
            return;
        }

        consult.Clinic = request.Clinic;
        consult.ScheduledAt = request.ScheduledAt;
        consult.AnsweredAt = at;
        _created++;
        if (consult.CompletedAt == 0)
            _open++;
    }

    public void RefusedWith(int arrival, int status, string problemType, long at)
    {
        ref var request = ref Arrivals[arrival];
        request.Status = (short)status;
        request.AnsweredAt = at;
        Refused.Add($"{status} {problemType}");
    }

    public void LostAnswer() => _unanswered++;

    /// <returns>The consult's index.</returns>
    public int Offered(UInt128 key, long at)
    {
        _offers++;
        var index = ConsultOf(key);
        ref var consult = ref Consults[index];
        if (consult.OfferedAt == 0)
            consult.OfferedAt = at;
        return index;
    }

    /// <summary>For a consult that a snapshot names; nothing is recorded of it.</summary>
    public int ConsultOf(UInt128 key)
    {
        if (_consultOf.TryGetValue(key, out var index))
            return index;
        index = Consults.Add(new ConsultRecord { Key = key, Provider = -1 });
        _consultOf.Add(key, index);
        return index;
    }

    public void Assigned(int index, int provider, long offeredAt, long at)
    {
        ref var consult = ref Consults[index];
        consult.Assignments++;
        consult.Provider = provider;
        if (consult.AssignedAt != 0)
            return;
        consult.AcceptedOfferAt = offeredAt;
        consult.AssignedAt = at;
    }

    public void CompletedAt(int index, long at)
    {
        ref var consult = ref Consults[index];
        if (consult.CompletedAt != 0)
            return;
        consult.CompletedAt = at;
        _completed++;
        if (consult.AnsweredAt != 0)
            _open--;
    }

    public void SequenceFault() => _sequenceFaults++;

    /// <summary>Ids and clinics of consults that were answered 201 and not seen completed.</summary>
    public IEnumerable<(string ConsultId, int Clinic)> OpenConsults()
    {
        for (var i = 0; i < Consults.Count; i++)
        {
            var consult = Consults[i];
            if (consult.IsOpen)
                yield return (IdKey.Format("cns", consult.Key), consult.Clinic);
        }
    }
}
