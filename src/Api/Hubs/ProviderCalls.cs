using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Dispatch.Api.Bodies;
using Dispatch.Api.Consults;
using Dispatch.Api.Operations;
using Dispatch.Api.Orders;
using Dispatch.Api.Problems;
using Dispatch.Api.Providers;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Providers;
using Dispatch.Journal.Vault;

namespace Dispatch.Api.Hubs;

/// <summary>What providers ask through their sockets. A refusal is thrown as the hub's error, with its problem type.</summary>
public sealed class ProviderCalls(
    IGrainFactory grains,
    ConnectionRegistry connections,
    ProviderStream stream,
    PatientRecords records,
    IPatientVault vault,
    OfferTally tally,
    OperationEvents events,
    ApiLimits limits,
    NodeName node)
{
    /// <summary>Tells the provider's grain of the socket. A repeat changes nothing.</summary>
    public async Task<ProviderView> Connect(ProviderSocket socket)
    {
        switch (await Grain(socket).Connect(node.Value, socket.Id))
        {
            case ConnectResult.Connected(var view):
                connections.Update(view);
                return view;
            case ConnectResult.TooMany(var limit):
                throw new Problem(ProblemTypes.TooManyConnections, $"At most {limit} at a time.").ToHubException();
            default:
                throw new Problem(ProblemTypes.NotFound).ToHubException();
        }
    }

    /// <summary>A pool asks; nobody waits.</summary>
    public void ReportAvailability(AvailabilityQuestion question, StateCode state) =>
        _ = grains.GetGrain<IProviderGrain>(question.Provider.Value).ReportAvailability(state, question.Listed);

    public Task Disconnect(ProviderSocket socket) => Grain(socket).Disconnect(socket.Id);

    public Task<DutyAnswer> GoOnDuty(ProviderSocket socket, DutyBody? body)
    {
        var modalities = ImmutableArray.CreateBuilder<Modality>();
        foreach (var text in body?.Modalities ?? [])
        {
            if (!ProviderValidation.TryParseModality(text, out var modality))
            {
                var errors = new FieldErrors();
                errors.Add("modalities", "Expected live, async or both.");
                throw errors.ToProblem().ToHubException();
            }

            modalities.Add(modality);
        }

        var asked = modalities.ToImmutable();
        return ChangeDuty(socket, provider => provider.GoOnDuty(asked));
    }

    public Task<DutyAnswer> GoOffDuty(ProviderSocket socket) => ChangeDuty(socket, provider => provider.GoOffDuty());

    public Task<DutyAnswer> TakeBreak(ProviderSocket socket) => ChangeDuty(socket, provider => provider.TakeBreak());

    public async Task<AcceptAnswer> Accept(ProviderSocket socket, string? offerId)
    {
        var offer = Id<OfferId>(offerId);
        var result = await Grain(socket).Accept(offer);
        if (result is not AcceptResult.Assigned(_, var consult))
        {
            return AcceptAnswer.Gone(((AcceptResult.Gone)result).Reason);
        }

        socket.Clinics.Put(consult.Summary.Id, consult.Summary.Clinic);
        tally.OfferAccepted(socket.Provider, offer, consult.Summary.Id);
        return AcceptAnswer.Assigned(ProviderConsultBody.Of(consult.Summary, await records.Open(consult)));
    }

    public async Task<DeclineAnswer> Decline(ProviderSocket socket, string? offerId, string? reason)
    {
        var offer = Id<OfferId>(offerId);
        if (await Grain(socket).Decline(offer, Text("reason", reason)) is DeclineResult.Gone(var gone))
        {
            return new DeclineAnswer("gone", gone);
        }

        tally.OfferDeclined(socket.Provider, offer);
        return new DeclineAnswer("declined", null);
    }

    public async Task<StatusAnswer> Start(ProviderSocket socket, string? consultId) =>
        await Grain(socket).Start(Id<ConsultId>(consultId)) switch
        {
            StartResult.Done(var consult) => new StatusAnswer(consult.Summary.Id, consult.Summary.Status),
            StartResult.Gone(var reason) => throw Gone(reason),
            _ => throw new InvalidOperationException("Start answered nothing known."),
        };

    public async Task<CompleteAnswer> Complete(ProviderSocket socket, string? consultId, JsonElement completion)
    {
        var consult = Id<ConsultId>(consultId);
        var draft = Draft(completion);
        if (await ClinicOf(socket, consult) is not { } clinic)
        {
            throw Gone(GoneReason.UnknownConsult);
        }

        var record = await vault.Seal(
            clinic, consult, JsonSerializer.SerializeToUtf8Bytes(draft.Record, SealedJson.Default.CompletionRecord));
        var signed = new Completion(draft.Decision, draft.IsJustified, draft.OrderedServices, record);
        return await Grain(socket).Complete(consult, signed) switch
        {
            CompleteResult.Completed(var order, _) => Served(socket, consult, order),
            CompleteResult.Gone(var reason) => throw Gone(reason),
            CompleteResult.NotStarted => throw new Problem(ProblemTypes.NotStarted).ToHubException(),
            CompleteResult.NotJustified => throw new Problem(ProblemTypes.NotJustified).ToHubException(),
            CompleteResult.NotEligible(var requirement) => throw new Problem(
                ProblemTypes.NotEligible, JsonNamingPolicy.CamelCase.ConvertName(requirement.ToString())).ToHubException(),
            CompleteResult.OrdersDoNotMatch(var missing, var notAskedFor) => throw new Problem(
                ProblemTypes.OrdersDoNotMatch,
                $"Missing: {string.Join(", ", missing)}. Not asked for: {string.Join(", ", notAskedFor)}.").ToHubException(),
            _ => throw new InvalidOperationException("Complete answered nothing known."),
        };
    }

    public async Task<StatusAnswer> Release(ProviderSocket socket, string? consultId, string? reason) =>
        await Grain(socket).Release(Id<ConsultId>(consultId), Text("reason", reason)) switch
        {
            ReleaseResult.Done(var consult) => Released(socket, consult),
            ReleaseResult.Gone(var gone) => throw Gone(gone),
            _ => throw new InvalidOperationException("Release answered nothing known."),
        };

    /// <summary>Sends again what this socket missed, in order and before anything newer.</summary>
    public async Task<ResumeAnswer> Resume(ProviderSocket socket, long lastSeq)
    {
        socket.BeginReplay();
        try
        {
            switch (await Grain(socket).Resume(lastSeq))
            {
                case ResumeResult.Missed(var messages):
                    return new ResumeAnswer(socket.EndReplay(messages.Select(ProviderStream.ToPush)), null);
                case ResumeResult.Snapshot(var snapshot):
                    socket.EndReplayWith(await stream.WithPatients(snapshot));
                    return new ResumeAnswer(null, true);
                default:
                    throw new InvalidOperationException("Resume answered nothing known.");
            }
        }
        finally
        {
            socket.EndReplay([]);
        }
    }

    private async Task<DutyAnswer> ChangeDuty(ProviderSocket socket, Func<IProviderGrain, Task<DutyResult>> change)
    {
        var provider = Grain(socket);
        var result = await change(provider);
        if (result is DutyResult.NotConnected)
        {
            // A grain that was lost has forgotten this socket.
            await Connect(socket);
            result = await change(provider);
        }

        if (result is not DutyResult.Done(var view))
        {
            throw ProviderProblems.Of(result).ToHubException();
        }

        connections.Update(view);
        events.Add(new OperationEvent("provider.duty") { Provider = socket.Provider, Detail = JsonNamingPolicy.CamelCase.ConvertName(view.Duty.ToString()) });
        return new DutyAnswer(view.Duty);
    }

    private CompleteAnswer Served(ProviderSocket socket, ConsultId consult, OrderId? order)
    {
        tally.Served(socket.Provider, consult);
        return new CompleteAnswer(order);
    }

    private StatusAnswer Released(ProviderSocket socket, ConsultView consult)
    {
        tally.Released(socket.Provider);
        return new StatusAnswer(consult.Summary.Id, consult.Summary.Status);
    }

    private CompletionDraft Draft(JsonElement completion)
    {
        if (completion.ValueKind != JsonValueKind.Object)
        {
            throw new Problem(ProblemTypes.Validation, "Expected a completion object.").ToHubException();
        }

        if (JsonMarshal.GetRawUtf8Value(completion).Length > limits.CompletionBytes)
        {
            throw new Problem(ProblemTypes.TooLarge).ToHubException();
        }

        CompletionBody body;
        try
        {
            body = completion.Deserialize(ApiJson.Default.CompletionBody)!;
        }
        catch (JsonException fault)
        {
            throw JsonFault.ToProblem(fault).ToHubException();
        }

        var (draft, problem) = CompletionValidation.Validate(body);
        return draft ?? throw problem!.ToHubException();
    }

    private async ValueTask<ClinicId?> ClinicOf(ProviderSocket socket, ConsultId consult)
    {
        if (socket.Clinics.TryGet(consult, out var known))
        {
            return known;
        }

        return (await grains.GetGrain<IConsultGrain>(consult.Value).Get())?.Summary.Clinic;
    }

    private IProviderGrain Grain(ProviderSocket socket) => grains.GetGrain<IProviderGrain>(socket.Provider.Value);

    private static TId Id<TId>(string? text)
        where TId : struct, IEntityId<TId> => TId.TryParse(text, out var id)
            ? id
            : throw new Problem(ProblemTypes.NotFound, $"Expected an id that starts with {TId.Prefix}_.").ToHubException();

    private static string? Text(string field, string? text)
    {
        var errors = new FieldErrors();
        return TextRules.Check(errors, field, text, TextRules.ReasonLength, lines: true)
            ? text
            : throw errors.ToProblem().ToHubException();
    }

    private static Microsoft.AspNetCore.SignalR.HubException Gone(GoneReason reason) =>
        new Problem(ProblemTypes.Gone, JsonNamingPolicy.CamelCase.ConvertName(reason.ToString())).ToHubException();
}
