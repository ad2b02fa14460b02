using Dispatch.Domain.States;

namespace Dispatch.Domain.Providers;

/// <param name="ExpiresOn">The last day on which it is valid, by the state's own calendar.</param>
[GenerateSerializer, Immutable, Alias("license")]
public sealed record License(
    [property: Id(0)] StateCode State,
    [property: Id(1)] string Number,
    [property: Id(2)] DateOnly ExpiresOn)
{
    /// <summary>
    /// The first instant at which it is no longer valid: midnight after <see cref="ExpiresOn"/> in the state's most
    /// eastern zone, where that comes first: nobody relies on a licence that has ended anywhere in the state.
    /// </summary>
    public DateTimeOffset EndsAt()
    {
        var midnight = ExpiresOn == DateOnly.MaxValue
            ? DateTime.MaxValue.Date
            : ExpiresOn.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var zone = StateCatalog.Get(State).MostEasternTimeZone;
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    // On its last day at the latest by the clock of any zone: only then the zone matters, and to ask a zone costs a hundred times as much.
    public bool IsValidAt(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) < ExpiresOn || now < EndsAt();
}
