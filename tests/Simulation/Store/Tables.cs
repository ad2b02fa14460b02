using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Journal;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>What is durable: streams, claims, rows. Ordered, so that enumeration is the same in each run.</summary>
internal sealed class Tables
{
    private readonly Dictionary<string, List<RecordedEvent>> _streams = new(StringComparer.Ordinal);

    public SortedDictionary<(string Scope, string Key), ClaimHolder> Claims { get; } = [];

    public SortedDictionary<ConsultId, ConsultRow> Consults { get; } = [];

    public SortedDictionary<(ConsultId Consult, OfferId Offer), OfferRow> Offers { get; } = [];

    public SortedDictionary<OrderId, OrderRow> Orders { get; } = [];

    public SortedDictionary<ProviderId, ProviderState> Providers { get; } = [];

    public IReadOnlyList<RecordedEvent> Stream(string stream) =>
        _streams.TryGetValue(stream, out var events) ? events : [];

    /// <summary>All of the request, or nothing of it.</summary>
    /// <param name="recorded">The new events, if appended.</param>
    public AppendResult Apply(AppendRequest request, DateTimeOffset now, out ImmutableArray<RecordedEvent> recorded)
    {
        recorded = [];
        var version = Stream(request.Stream).Count;
        if (version != request.ExpectedVersion)
        {
            return new AppendResult.VersionConflict(version);
        }

        if (FirstTaken(request, now) is { } taken)
        {
            return taken;
        }

        foreach (var claim in request.Claims)
        {
            Change(claim);
        }

        if (!_streams.TryGetValue(request.Stream, out var stream))
        {
            _streams.Add(request.Stream, stream = []);
        }

        // The chain of hashes is the stores' own and has its tests there.
        recorded = [.. request.Events.Select((e, i) => new RecordedEvent(
            request.Stream, version + i + 1, e.Id, e.Type, e.At, e.Payload, default, default))];
        stream.AddRange(recorded);
        foreach (var row in request.Rows)
        {
            Write(row);
        }

        return new AppendResult.Appended(stream.Count);
    }

    // No request of the grains takes what it frees, so the order of its claims does not matter here.
    private AppendResult.ClaimTaken? FirstTaken(AppendRequest request, DateTimeOffset now)
    {
        foreach (var take in request.Claims.OfType<ClaimChange.Take>())
        {
            if (Claims.TryGetValue((take.Scope, take.Key), out var current) && current.HoldsAt(now))
            {
                return new AppendResult.ClaimTaken(take.Scope, take.Key, current.Holder);
            }
        }

        return null;
    }

    private void Change(ClaimChange change)
    {
        var key = (change.Scope, change.Key);
        switch (change)
        {
            case ClaimChange.Take take:
                Claims[key] = new ClaimHolder(take.Holder, take.ExpiresAt);
                break;
            case ClaimChange.Free free when Claims.TryGetValue(key, out var current) && current.Holder == free.Holder:
                Claims.Remove(key);
                break;
        }
    }

    private void Write(RowChange change)
    {
        switch (change)
        {
            case ConsultRow row:
                var patient = Consults.TryGetValue(row.Consult.Id, out var before) ? before.Patient : row.Patient;
                Consults[row.Consult.Id] = row with { Patient = patient };
                break;
            case OfferRow row:
                Offers[(row.Consult, row.Offer.Id)] = row;
                break;
            case OrderRow row:
                Orders[row.Id] = row;
                break;
            case ProviderStateRow row:
                Providers[row.State.Profile.Id] = row.State;
                break;
        }
    }
}
