using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Queries;

/// <summary>What lists and reports read. Never behind what was answered.</summary>
public interface IConsultQueries
{
    /// <summary>A clinic's consults in the order (requestedAt, id), newest first, after the cursor.</summary>
    Task<IReadOnlyList<ConsultRow>> List(ConsultFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Null when there is none.</summary>
    Task<ConsultRow?> Find(ConsultId consult, CancellationToken cancellationToken = default);

    /// <summary>Every offer of a consult that the store has, oldest first.</summary>
    Task<IReadOnlyList<OfferRow>> Offers(ConsultId consult, CancellationToken cancellationToken = default);

    Task<OrderRow?> Order(OrderId order, CancellationToken cancellationToken = default);

    /// <summary>Who last completed a consult for this patient of this clinic; null when nobody did that is remembered.</summary>
    /// <param name="patientKey">As <see cref="Vault.IPatientVault.PatientKey"/> makes it.</param>
    Task<ProviderId?> LastProvider(ClinicId clinic, string patientKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Request and acceptance of the consults of a state that were first accepted at or after the instant, oldest first: of more
    /// than <paramref name="most"/> the newest. O(consults found).
    /// </summary>
    Task<IReadOnlyList<AcceptedWait>> AcceptedSince(
        StateCode state, DateTimeOffset since, int most, CancellationToken cancellationToken = default);
}
