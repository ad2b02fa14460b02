using System.Collections.Frozen;
using System.Text.Json;
using Dispatch.Api.Problems;
using Dispatch.Api.Security;
using Dispatch.Domain;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;
using EventId = Dispatch.Domain.Ids.EventId;

namespace Dispatch.Api.Locations;

/// <summary>
/// The locations of clinics: event and row in one append. What was read is remembered for a while, so that a request
/// for a consult asks no store; a change made by another process takes effect within <see cref="ApiLimits.LocationTrust"/>.
/// </summary>
public sealed class ClinicLocations(
    IJournal journal, IRegistryQueries registry, IIdSource ids, ApiLimits limits, TimeProvider time)
{
    private const string Created = "location.created";
    private const string Changed = "location.changed";
    private const string Removed = "location.removed";

    private readonly BoundedCache<ClinicId, Entry> _entries = new(limits.ClinicsWithLocationsCached);

    /// <summary>In the order of their ids, as the store has them now.</summary>
    public async Task<IReadOnlyList<Location>> List(ClinicId clinic, CancellationToken cancellationToken = default) =>
        [.. (await Load(clinic, cancellationToken)).Locations.Values.OrderBy(l => l.Id)];

    /// <summary>Whether the clinic may ask for consults from there. Answered without the store while it is remembered.</summary>
    public ValueTask<bool> IsUsable(ClinicId clinic, LocationId location)
    {
        return _entries.TryGet(clinic, out var entry) && time.GetUtcNow() < entry.TrustedUntil
            ? ValueTask.FromResult(entry.Allows(location))
            : new ValueTask<bool>(LoadAndAsk());

        async Task<bool> LoadAndAsk() => (await Load(clinic, default)).Allows(location);
    }

    /// <returns>The location, durable, or the problem with the body.</returns>
    public async Task<(Location? Location, Problem? Problem)> Create(ClinicId clinic, PutLocationBody body)
    {
        var errors = new FieldErrors();
        var empty = new Location(
            ids.New<LocationId>(), clinic, "", default(StateCode), "", null, true, false, default, Version: 0);
        if (LocationValidation.Validate(body, empty, errors) is not { } location)
        {
            return (null, errors.ToProblem());
        }

        if ((await Load(clinic, default)).Locations.Count >= limits.LocationsPerClinic)
        {
            return (null, new Problem(ProblemTypes.TooManyLocations, $"At most {limits.LocationsPerClinic}."));
        }

        return (await Append(location, Created) ?? throw Contended(location.Id), null);
    }

    /// <returns>Neither when the clinic has no such location.</returns>
    public async Task<(Location? Location, Problem? Problem)> Replace(ClinicId clinic, LocationId id, PutLocationBody body)
    {
        for (var attempt = 1; attempt <= DispatchLimits.AppendAttempts; attempt++)
        {
            if (!(await Load(clinic, default)).Locations.TryGetValue(id, out var before))
            {
                return (null, null);
            }

            var errors = new FieldErrors();
            if (LocationValidation.Validate(body, before, errors) is not { } location)
            {
                return (null, errors.ToProblem());
            }

            if (await Append(location, Changed) is { } changed)
            {
                return (changed, null);
            }
        }

        throw Contended(id);
    }

    /// <returns>False when the clinic has no such location.</returns>
    public async Task<bool> Remove(ClinicId clinic, LocationId id)
    {
        for (var attempt = 1; attempt <= DispatchLimits.AppendAttempts; attempt++)
        {
            if (!(await Load(clinic, default)).Locations.TryGetValue(id, out var before))
            {
                return false;
            }

            if (await Append(before with { Active = false, Removed = true }, Removed) is not null)
            {
                return true;
            }
        }

        throw Contended(id);
    }

    /// <summary>Null when somebody else wrote since it was read.</summary>
    private async Task<Location?> Append(Location changed, string type)
    {
        var now = time.GetJournalNow();
        var next = changed with { UpdatedAt = now, Version = changed.Version + 1 };
        var payload = JsonSerializer.SerializeToUtf8Bytes(next, ApiJson.Default.Location);
        var result = await journal.Append(new AppendRequest(
            next.Id.Value,
            changed.Version,
            [new NewEvent(ids.New<EventId>(), type, now, payload)],
            [new LocationRow(next)],
            []));
        if (result is not AppendResult.Appended)
        {
            return null;
        }

        await Load(next.Clinic, default);
        return next;
    }

    private async Task<Entry> Load(ClinicId clinic, CancellationToken cancellationToken)
    {
        var trustedUntil = time.GetUtcNow() + limits.LocationTrust;
        var locations = await registry.Locations(clinic, limits.LocationsPerClinic, cancellationToken);
        var entry = new Entry(locations.ToFrozenDictionary(l => l.Id), trustedUntil);
        _entries.Put(clinic, entry);
        return entry;
    }

    private static StoreUnavailableException Contended(LocationId id) =>
        new($"{id} is written by somebody else at the same time.");

    private sealed record Entry(FrozenDictionary<LocationId, Location> Locations, DateTimeOffset TrustedUntil)
    {
        public bool Allows(LocationId id) => Locations.TryGetValue(id, out var location) && location.Active;
    }
}
