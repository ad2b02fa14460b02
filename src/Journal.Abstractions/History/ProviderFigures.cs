using Dispatch.Domain.Ids;

namespace Dispatch.Journal.History;

/// <summary>What a provider did within a quarter of an hour.</summary>
/// <param name="Start">A multiple of <see cref="Quarter"/>.</param>
/// <param name="Expired">Offers that were not answered in time.</param>
/// <param name="Rescinded">Offers that were taken back.</param>
/// <param name="Released">Consults that were given back.</param>
/// <param name="Served">Consults that ended with a decision.</param>
/// <param name="OnDuty">Whole seconds, as is <paramref name="Serving"/>.</param>
/// <param name="Serving">With a consult in hand.</param>
public sealed record ProviderFigures(
    ProviderId Provider,
    DateTimeOffset Start,
    long Offered,
    long Accepted,
    long Declined,
    long Expired,
    long Rescinded,
    long Released,
    long Served,
    TimeSpan OnDuty,
    TimeSpan Serving)
{
    /// <summary>Every zone's midnight is a multiple of it.</summary>
    public static TimeSpan Quarter { get; } = TimeSpan.FromMinutes(15);

    public static ProviderFigures None(ProviderId provider, DateTimeOffset start) =>
        new(provider, start, 0, 0, 0, 0, 0, 0, 0, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>The sum of both, from where this one starts.</summary>
    public ProviderFigures Plus(ProviderFigures other) => new(
        Provider,
        Start,
        Offered + other.Offered,
        Accepted + other.Accepted,
        Declined + other.Declined,
        Expired + other.Expired,
        Rescinded + other.Rescinded,
        Released + other.Released,
        Served + other.Served,
        OnDuty + other.OnDuty,
        Serving + other.Serving);
}
