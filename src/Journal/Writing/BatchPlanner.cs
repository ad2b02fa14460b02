using System.Runtime.InteropServices;

namespace Dispatch.Journal.Writing;

/// <summary>
/// Decides what becomes of each append of a batch, in the order of arrival, and what the batch writes. Starts from the
/// heads and holders that the store has; each accepted append changes them for those after it. One batch after the other.
/// </summary>
/// <param name="refused">Of earlier batches.</param>
internal sealed class BatchPlanner(RefusedEvents refused)
{
    private readonly Dictionary<string, StreamHead> _heads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _expectedVersions = new(StringComparer.Ordinal);
    private readonly Dictionary<ClaimKey, ClaimHolder?> _holders = [];
    private readonly HashSet<ClaimKey> _storedClaims = [];
    private readonly HashSet<ClaimKey> _changedClaims = [];
    private readonly Dictionary<RowKey, int> _rowIndex = [];
    private readonly RefusedEvents _refusedHere = new();
    private readonly List<PlannedEvent> _events = [];
    private readonly List<PreparedRow> _rows = [];
    private DateTimeOffset _now;

    /// <summary>Streams whose heads are to be given before deciding.</summary>
    public IReadOnlyCollection<string> Streams => _heads.Keys;

    /// <summary>Claims whose holders are to be given before deciding.</summary>
    public IReadOnlyCollection<ClaimKey> Claims => _holders.Keys;

    /// <summary>The version that the first append to the stream expects.</summary>
    public long ExpectedVersion(string stream) => _expectedVersions[stream];

    /// <summary>Before the first append of a batch.</summary>
    public void Begin(DateTimeOffset now)
    {
        End();
        _now = now;
    }

    /// <summary>Forgets the batch, and keeps the room that it took: a plan that was given is no more.</summary>
    public void End()
    {
        _heads.Clear();
        _expectedVersions.Clear();
        _holders.Clear();
        _storedClaims.Clear();
        _changedClaims.Clear();
        _rowIndex.Clear();
        _refusedHere.Clear();
        _events.Clear();
        _rows.Clear();
    }

    public void Expect(AppendRequest request)
    {
        if (_heads.TryAdd(request.Stream, StreamHead.None))
        {
            _expectedVersions.Add(request.Stream, request.ExpectedVersion);
        }

        foreach (var claim in request.Claims)
        {
            _holders.TryAdd(new ClaimKey(claim.Scope, claim.Key), null);
        }
    }

    public void SetHead(string stream, StreamHead head) => _heads[stream] = head;

    public void SetHolder(ClaimKey claim, ClaimHolder holder)
    {
        _holders[claim] = holder;
        _storedClaims.Add(claim);
    }

    public AppendResult Decide(AppendItem item)
    {
        var result = DecideOne(item);
        if (result is not AppendResult.Appended)
        {
            _refusedHere.Add(item.Request.Events[^1].Id);
        }

        return result;
    }

    public BatchPlan Plan()
    {
        _events.Sort(static (a, b) =>
        {
            var byStream = string.CompareOrdinal(a.Stream, b.Stream);
            return byStream != 0 ? byStream : a.Version.CompareTo(b.Version);
        });
        _rows.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        var claims = new List<PlannedClaim>(_changedClaims.Count);
        foreach (var claim in _changedClaims)
        {
            // Taken and freed within the batch: the store never hears of it.
            var planned = new PlannedClaim(claim, _storedClaims.Contains(claim), _holders[claim]);
            if (planned.IsStored || planned.Holder is not null)
            {
                claims.Add(planned);
            }
        }

        claims.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return new BatchPlan(_events, _rows, claims);
    }

    private AppendResult DecideOne(AppendItem item)
    {
        var request = item.Request;
        var head = _heads[request.Stream];
        if (head.Version != request.ExpectedVersion || BuildsOnNothing(request))
        {
            return new AppendResult.VersionConflict(head.Version);
        }

        if (Grant(request) is { } refusal)
        {
            return refusal;
        }

        foreach (var newEvent in request.Events)
        {
            var version = head.Version + 1;
            var hash = HashChain.Hash(
                head.Hash.Span,
                request.Stream,
                version,
                newEvent.Id.Value,
                newEvent.Type,
                newEvent.At,
                newEvent.Payload.Span);
            _events.Add(new PlannedEvent(request.Stream, version, newEvent, hash));
            head = new StreamHead(version, hash);
        }

        _heads[request.Stream] = head;
        foreach (var row in item.Rows)
        {
            Coalesce(row);
        }

        return new AppendResult.Appended(head.Version);
    }

    // Its version says nothing then: the event that has it is somebody else's.
    private bool BuildsOnNothing(AppendRequest request) =>
        request.BuildsOn is { } before && (_refusedHere.Contains(before) || refused.Contains(before));

    // A refused request changes nothing, so its changes are put aside until the last of them is granted.
    private AppendResult? Grant(AppendRequest request)
    {
        if (request.Claims.Length == 0)
        {
            return null;
        }

        Span<int> granted = stackalloc int[request.Claims.Length];
        var before = new ClaimHolder?[request.Claims.Length];
        var count = 0;
        for (var i = 0; i < request.Claims.Length; i++)
        {
            var change = request.Claims[i];
            var key = new ClaimKey(change.Scope, change.Key);
            ref var holder = ref CollectionsMarshal.GetValueRefOrNullRef(_holders, key);
            var current = holder is { } held && held.HoldsAt(_now) ? held : null;
            before[i] = holder;
            switch (change)
            {
                case ClaimChange.Take when current is not null:
                    Undo(request, granted[..count], before);
                    return new AppendResult.ClaimTaken(change.Scope, change.Key, current.Holder);
                case ClaimChange.Require when current?.Holder != change.Holder:
                    Undo(request, granted[..count], before);
                    return new AppendResult.ClaimNotHeld(change.Scope, change.Key, current?.Holder);
                case ClaimChange.Take take:
                    holder = new ClaimHolder(take.Holder, take.ExpiresAt);
                    granted[count++] = i;
                    break;
                case ClaimChange.Put put:
                    holder = new ClaimHolder(put.Holder, null);
                    granted[count++] = i;
                    break;
                case ClaimChange.Free free when current?.Holder == free.Holder:
                    holder = null;
                    granted[count++] = i;
                    break;
            }
        }

        foreach (var i in granted[..count])
        {
            _changedClaims.Add(new ClaimKey(request.Claims[i].Scope, request.Claims[i].Key));
        }

        return null;
    }

    private void Undo(AppendRequest request, ReadOnlySpan<int> granted, ClaimHolder?[] before)
    {
        for (var i = granted.Length - 1; i >= 0; i--)
        {
            var change = request.Claims[granted[i]];
            _holders[new ClaimKey(change.Scope, change.Key)] = before[granted[i]];
        }
    }

    private void Coalesce(PreparedRow row)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_rowIndex, row.Key, out var exists);
        if (exists)
        {
            _rows[index] = row.After(_rows[index]);
            return;
        }

        index = _rows.Count;
        _rows.Add(row);
    }
}
