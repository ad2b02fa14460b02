using System.Collections.Immutable;
using System.Text;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Settings;
using Dispatch.Journal;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>What is durable: streams, claims, rows. Enumerations that order matters for are ordered. Callers lock it.</summary>
internal sealed class Tables
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, List<RecordedEvent>> _streams = new(StringComparer.Ordinal);
    private readonly List<RecordedEvent> _recorded = [];

    /// <summary>Called for each event once its whole append is durable.</summary>
    public event Action<RecordedEvent>? Recorded;

    public SortedDictionary<(string Scope, string Key), ClaimHolder> Claims { get; } = new(ByScopeAndKey.Instance);

    public ConsultTable Consults { get; } = new();

    public Dictionary<ConsultId, SortedDictionary<OfferId, OfferRow>> Offers { get; } = [];

    public Dictionary<OrderId, OrderRow> Orders { get; } = [];

    public SortedDictionary<ProviderId, ProviderState> Providers { get; } = [];

    public SortedDictionary<(string Kind, string Scope), Setting> Settings { get; } = [];

    public SortedDictionary<LocationId, Location> Locations { get; } = [];

    public Dictionary<ClinicId, Clinic> Clinics { get; } = [];

    public Dictionary<string, AccessKeyRow> AccessKeys { get; } = new(StringComparer.Ordinal);

    public SortedSet<(string Npi, ProviderId Provider)> Npis { get; } = [];

    public Dictionary<(ClinicId Clinic, string PatientKey), ProviderId> LastProviders { get; } = [];

    public Dictionary<(string Type, string Key, string Name), StoredGrainState> GrainStates { get; } = [];

    public long GrainStatesWritten { get; set; }

    public IEnumerable<string> Streams => _streams.Keys;

    public IReadOnlyList<RecordedEvent> Stream(string stream) =>
        _streams.TryGetValue(stream, out var events) ? events : [];

    /// <summary>All of the request, or nothing of it.</summary>
    public AppendResult Apply(AppendRequest request, DateTimeOffset now)
    {
        var head = _streams.GetValueOrDefault(request.Stream);
        var version = head?.Count ?? 0;
        if (version != request.ExpectedVersion)
        {
            return new AppendResult.VersionConflict(version);
        }

        foreach (var one in request.Events)
        {
            Strict.GetByteCount(one.Type);
        }

        if (Grant(request.Claims, now) is { } refusal)
        {
            return refusal;
        }

        Add(request, head);
        WriteRows(request);

        Tell();
        return new AppendResult.Appended(version + request.Events.Length);
    }

    public void WriteRows(AppendRequest request)
    {
        foreach (var row in request.Rows)
        {
            Write(row);
        }
    }

    private void Add(AppendRequest request, List<RecordedEvent>? stream)
    {
        if (stream is null)
        {
            _streams.Add(request.Stream, stream = []);
        }

        foreach (var one in request.Events)
        {
            var version = stream.Count + 1;
            var at = one.At.AddTicks(-(one.At.Ticks % TimeSpan.TicksPerMicrosecond));
            var previous = stream.Count > 0 ? stream[^1].Hash : HashChain.Start;
            var hash = HashChain.Hash(previous.Span, request.Stream, version, one.Id.Value, one.Type, at, one.Payload.Span);
            var recorded = new RecordedEvent(request.Stream, version, one.Id, one.Type, at, one.Payload, hash, previous);
            stream.Add(recorded);
            _recorded.Add(recorded);
        }
    }

    private void Tell()
    {
        foreach (var recorded in _recorded)
        {
            Recorded?.Invoke(recorded);
        }

        _recorded.Clear();
    }

    private AppendResult? Grant(ImmutableArray<ClaimChange> changes, DateTimeOffset now)
    {
        for (var i = 0; i < changes.Length; i++)
        {
            var key = (changes[i].Scope, changes[i].Key);
            if (changes[i] is ClaimChange.Require require && HolderOf(key, now)?.Holder != require.Holder)
            {
                return new AppendResult.ClaimNotHeld(key.Scope, key.Key, HolderOf(key, now)?.Holder);
            }

            if (changes[i] is ClaimChange.Take && HolderOf(key, now) is { } current && !IsFreedBefore(changes, i, current))
            {
                return new AppendResult.ClaimTaken(key.Scope, key.Key, current.Holder);
            }
        }

        // Twice the same claim in one request: the second finds the first.
        if (changes.Length > 1 && FirstTakenTwice(changes) is { } twice)
        {
            return new AppendResult.ClaimTaken(twice.Scope, twice.Key, twice.Holder);
        }

        foreach (var change in changes)
        {
            var key = (change.Scope, change.Key);
            if (change is ClaimChange.Take take)
            {
                Claims[key] = new ClaimHolder(take.Holder, take.ExpiresAt);
            }
            else if (change is ClaimChange.Put put)
            {
                Claims[key] = new ClaimHolder(put.Holder, null);
            }
            else if (change is ClaimChange.Free free && HolderOf(key, now)?.Holder == free.Holder)
            {
                Claims.Remove(key);
            }
        }

        return null;
    }

    private ClaimHolder? HolderOf((string Scope, string Key) key, DateTimeOffset now) =>
        Claims.TryGetValue(key, out var held) && held.HoldsAt(now) ? held : null;

    private static bool IsFreedBefore(ImmutableArray<ClaimChange> changes, int index, ClaimHolder current) => changes
        .Take(index)
        .Any(c => c is ClaimChange.Free free
            && (free.Scope, free.Key) == (changes[index].Scope, changes[index].Key)
            && free.Holder == current.Holder);

    private static ClaimChange? FirstTakenTwice(ImmutableArray<ClaimChange> changes)
    {
        var held = new Dictionary<(string, string), ClaimChange>(changes.Length);
        foreach (var change in changes)
        {
            var key = (change.Scope, change.Key);
            switch (change)
            {
                case ClaimChange.Free:
                    held.Remove(key);
                    break;
                case ClaimChange.Put:
                    held[key] = change;
                    break;
                case ClaimChange.Take when !held.TryAdd(key, change):
                    return held[key];
            }
        }

        return null;
    }

    private void Write(RowChange change)
    {
        switch (change)
        {
            case ConsultRow row:
                Consults.Write(row);
                break;
            case OfferRow row:
                if (!Offers.TryGetValue(row.Consult, out var offers))
                {
                    Offers.Add(row.Consult, offers = []);
                }

                offers[row.Offer.Id] = row;
                break;
            case OrderRow row:
                Orders[row.Id] = row;
                break;
            case ProviderStateRow row:
                Providers[row.State.Profile.Id] = row.State;
                break;
            case SettingRow row:
                Settings[(row.Setting.Kind, row.Setting.Scope)] = row.Setting;
                break;
            case LocationRow row:
                Locations[row.Location.Id] = row.Location;
                break;
            case ClinicRow row:
                Clinics[row.Clinic.Id] = row.Clinic;
                break;
            case AccessKeyRow row:
                AccessKeys[Convert.ToHexString(row.TokenHash.Span)] = row;
                break;
            case ProviderNpiRow row:
                Npis.Add((row.Npi, row.Provider));
                break;
            case PatientProviderRow row:
                LastProviders[(row.Clinic, row.PatientKey)] = row.Provider;
                break;
        }
    }

    private sealed class ByScopeAndKey : IComparer<(string Scope, string Key)>
    {
        public static readonly ByScopeAndKey Instance = new();

        public int Compare((string Scope, string Key) x, (string Scope, string Key) y)
        {
            var byScope = string.CompareOrdinal(x.Scope, y.Scope);
            return byScope != 0 ? byScope : string.CompareOrdinal(x.Key, y.Key);
        }
    }
}
