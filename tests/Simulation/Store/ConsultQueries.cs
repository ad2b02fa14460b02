using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Simulation.Store;

internal sealed class ConsultQueries(Tables tables, Later later) : IConsultQueries
{
    public Task<IReadOnlyList<ConsultRow>> List(ConsultFilter filter, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No grain asks for a list.");

    public Task<ConsultRow?> Find(ConsultId consult, CancellationToken cancellationToken = default) =>
        later.Read(() => tables.Consults.GetValueOrDefault(consult));

    public Task<IReadOnlyList<OfferRow>> Offers(ConsultId consult, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<OfferRow>>(() => [.. tables.Offers
            .Where(o => o.Key.Consult == consult).Select(o => o.Value).OrderBy(o => o.Offer.OfferedAt)]);

    public Task<OrderRow?> Order(OrderId order, CancellationToken cancellationToken = default) =>
        later.Read(() => tables.Orders.GetValueOrDefault(order));

    public Task<ProviderId?> LastProvider(
        ClinicId clinic, string patientKey, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No grain asks who served a patient.");

    public Task<IReadOnlyList<AcceptedWait>> AcceptedSince(
        StateCode state, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        later.Read<IReadOnlyList<AcceptedWait>>(() => [.. tables.Consults.Values
            .Select(c => c.Consult)
            .Where(c => c.State == state && c.AcceptedAt >= since)
            .OrderBy(c => c.AcceptedAt)
            .Select(c => new AcceptedWait(c.RequestedAt, c.AcceptedAt!.Value, c.Sla.AcceptBy))]);
}
