using Dispatch.Api.Consults;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Hubs;

/// <summary>A provider's messages as its sockets are sent them.</summary>
public sealed class ProviderStream(IGrainFactory grains, PatientRecords records)
{
    public static ProviderPush ToPush(ProviderMessage message) => message switch
    {
        ProviderMessage.Offer(var seq, var open, var waited, _) =>
            new ProviderPush(seq, "Offer", OfferMessage.Of(seq, open, waited)),
        ProviderMessage.OfferRescinded(var seq, var offer, var consult, var reason) => new ProviderPush(
            seq,
            "OfferRescinded",
            new OfferRescindedMessage(seq, offer, consult, reason)),
        ProviderMessage.ConsultChanged(var seq, var consult, var number, var status) =>
            new ProviderPush(seq, "ConsultChanged", new ConsultChangedMessage(seq, consult, number, status)),
        ProviderMessage.LicenseExpiring(var seq, var state, var expiresOn, var daysLeft) =>
            new ProviderPush(seq, "LicenseExpiring", new LicenseExpiringMessage(seq, state, expiresOn, daysLeft)),
        ProviderMessage.ShiftStarting(var seq, var startsAt, var endsAt) =>
            new ProviderPush(seq, "ShiftStarting", new ShiftStartingMessage(seq, startsAt, endsAt)),
        ProviderMessage.DutyChanged(var seq, var duty) =>
            new ProviderPush(seq, "DutyChanged", new DutyChangedMessage(seq, duty)),
        ProviderMessage.ProfileChanged(var seq) =>
            new ProviderPush(seq, "ProfileChanged", new ProfileChangedMessage(seq)),
        ProviderMessage.Reminder(var seq, var consult, var promise, var dueAt) =>
            new ProviderPush(seq, "Reminder", new ReminderMessage(seq, consult, promise, dueAt)),
        ProviderMessage.Snapshot snapshot => new ProviderPush(
            snapshot.Seq,
            "Snapshot",
            new SnapshotMessage(snapshot.Seq, snapshot.Duty, OffersOf(snapshot), [.. snapshot.Consults.Select(WithoutPatient)])),
        _ => throw new ArgumentException($"Expected a known message, found {message.GetType().Name}."),
    };

    /// <summary>The snapshot with the patients of the consults that the provider serves.</summary>
    public async Task<ProviderPush> WithPatients(ProviderMessage.Snapshot snapshot)
    {
        var consults = new List<ProviderConsultBody>(snapshot.Consults.Length);
        foreach (var held in snapshot.Consults)
        {
            consults.Add(await grains.GetGrain<IConsultGrain>(held.Ticket.Consult.Value).Get() is { } view
                ? ProviderConsultBody.Of(view.Summary, await records.Open(view))
                : WithoutPatient(held));
        }

        return new ProviderPush(
            snapshot.Seq, "Snapshot", new SnapshotMessage(snapshot.Seq, snapshot.Duty, OffersOf(snapshot), consults));
    }

    private static OfferMessage[] OffersOf(ProviderMessage.Snapshot snapshot) =>
        [.. snapshot.Offers.Select(o => OfferMessage.Of(
            snapshot.Seq, o, Math.Max(0, (o.Offer.OfferedAt - o.Ticket.WaitsSince).TotalSeconds)))];

    private static ProviderConsultBody WithoutPatient(HeldAssignment held) => new(
        held.Ticket.Consult,
        held.Number,
        held.Status,
        held.Ticket.Requirements.State,
        held.Ticket.Requirements.Services,
        held.Ticket.Requirements.Modality,
        held.Ticket.Priority,
        held.Ticket.RequestedAt,
        null,
        null);
}
