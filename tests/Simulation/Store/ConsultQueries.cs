using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation.Store;

internal sealed class ConsultQueries(Reads reads) : IConsultQueries
{
    public Task<IReadOnlyList<ConsultRow>> List(ConsultFilter filter, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<ConsultRow>>(t => [.. t.Consults.All
            .Where(r => Matches(filter, r.Consult))
            .OrderByDescending(r => r.Consult.RequestedAt)
            .ThenByDescending(r => r.Consult.Id)
            .Take(filter.Limit)]);

    public Task<ConsultRow?> Find(ConsultId consult, CancellationToken cancellationToken = default) =>
        reads.Of(t => t.Consults.TryGet(consult, out var row) ? row : null);

    public Task<IReadOnlyList<OfferRow>> Offers(ConsultId consult, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<OfferRow>>(t => t.Offers.TryGetValue(consult, out var offers)
            ? [.. offers.Values.OrderBy(o => o.Offer.OfferedAt)]
            : []);

    public Task<OrderRow?> Order(OrderId order, CancellationToken cancellationToken = default) =>
        reads.Of(t => t.Orders.GetValueOrDefault(order));

    public Task<ProviderId?> LastProvider(
        ClinicId clinic, string patientKey, CancellationToken cancellationToken = default) =>
        reads.Of<ProviderId?>(t => t.LastProviders.TryGetValue((clinic, patientKey), out var last) ? last : null);

    public Task<IReadOnlyList<AcceptedWait>> AcceptedSince(
        StateCode state, DateTimeOffset since, int most, CancellationToken cancellationToken = default) =>
        reads.Of<IReadOnlyList<AcceptedWait>>(t => [.. t.Consults.AcceptedIn(state).AsEnumerable()
            .Reverse()
            .TakeWhile(c => c.AcceptedAt >= since)
            .Take(most)
            .Reverse()]);

    private static bool Matches(ConsultFilter filter, ConsultSummary consult) =>
        consult.Clinic == filter.Clinic
        && (filter.Status is not { } status || consult.Status == status)
        && (filter.State is not { } state || consult.State == state)
        && (filter.Since is not { } since || consult.RequestedAt >= since)
        && (filter.Before is not { } before || (consult.RequestedAt, consult.Id).CompareTo(before) < 0);
}
