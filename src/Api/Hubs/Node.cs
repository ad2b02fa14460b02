using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Api.Admission;
using Dispatch.Api.Consults;
using Dispatch.Api.Health;
using Dispatch.Api.Operations;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.States;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Hosting.Telemetry;

namespace Dispatch.Api.Hubs;

/// <summary>This process as grains see it: they hand it what its sockets and its state board are to know.</summary>
public sealed class Node(
    ConnectionRegistry connections,
    ClinicWatchers watchers,
    OpenConsultCounter openConsults,
    StateBoard board,
    ProviderCalls calls,
    Escalations escalations,
    OfferTally tally,
    OperationEvents events,
    ApiMetrics metrics,
    AdmissionGate admission,
    TimeProvider time) : INodeObserver
{
    public async Task<bool> Push(ProviderId provider, ProviderMessage message)
    {
        var sockets = connections.Sockets(provider);
        if (sockets.IsEmpty)
        {
            metrics.PushFailed();
            return false;
        }

        using var span = DispatchActivities.Source.StartActivity("provider push");
        span?.SetTag("dispatch.provider", provider.Value);
        var push = ProviderStream.ToPush(message);
        push = push with { Message = RawMessage.For(sockets.Length, push.Message) };
        var arrived = false;
        foreach (var sending in sockets.Select(s => s.Push(push)).ToArray())
        {
            arrived |= await sending;
        }

        Count(provider, message, arrived);
        return arrived;
    }

    public Task ConsultChanged(ConsultSummary consult)
    {
        Tell(consult);
        if (consult.Status.IsEnded())
        {
            openConsults.Remove(consult.Clinic);
        }

        // What was asked for is counted where it was answered: a released consult is waiting again, not new.
        if (consult.Status is not (ConsultStatus.Waiting or ConsultStatus.Offered))
        {
            metrics.ConsultReached(consult.Status);
        }

        var sockets = watchers.OfConsults(consult.Clinic);
        if (!sockets.IsEmpty)
        {
            var message = RawMessage.For(
                sockets.Length, ClinicConsultChangedMessage.Of(consult), ApiJson.Default.ClinicConsultChangedMessage);
            foreach (var socket in sockets)
            {
                _ = socket.Send("ConsultChanged", message);
            }
        }

        return Task.CompletedTask;
    }

    public Task Escalated(EscalationNotice notice)
    {
        escalations.Count(notice);
        events.Add(new OperationEvent("consult.escalated")
        {
            State = notice.State,
            Consult = notice.Consult,
            Clinic = notice.Clinic,
            Detail = Word<SlaPromise>(notice.Escalation.Promise),
        });
        var sockets = watchers.OfConsults(notice.Clinic);
        if (!sockets.IsEmpty)
        {
            var message = RawMessage.For(
                sockets.Length, ConsultEscalatedMessage.Of(notice), ApiJson.Default.ConsultEscalatedMessage);
            foreach (var socket in sockets)
            {
                _ = socket.Send("ConsultEscalated", message);
            }
        }

        return Task.CompletedTask;
    }

    public Task LineChanged(StateLine line)
    {
        board.Update(line);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProviderId>> OnDuty(StateCode state) => Task.FromResult(connections.OnDuty(state));

    public Task ReportAvailability(StateCode state, ImmutableArray<AvailabilityQuestion> questions)
    {
        foreach (var question in questions)
        {
            calls.ReportAvailability(question, state);
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers) =>
        Task.FromResult<ImmutableArray<ProviderId>>([.. providers.Where(p => !connections.Sockets(p).IsEmpty)]);

    public async Task Reconnect(ProviderId provider)
    {
        foreach (var socket in connections.Sockets(provider))
        {
            await calls.Connect(socket);
        }
    }

    private void Count(ProviderId provider, ProviderMessage message, bool arrived)
    {
        // An offer ends whether or not its provider is there to hear of it.
        if (message is ProviderMessage.OfferRescinded(_, var ended, var consult, var reason))
        {
            Count(provider, ended, consult, reason);
        }

        if (!arrived)
        {
            metrics.PushFailed();
            return;
        }

        switch (message)
        {
            case ProviderMessage.Offer(_, var open, _, var idleSince):
                admission.Offered(open.Ticket, idleSince);
                metrics.OfferMade(time.GetUtcNow() - open.Ticket.WaitsSince);
                tally.Offered(provider, open.Offer.Id, open.Ticket.Consult, open.Ticket.Requirements.State);
                break;
        }
    }

    private void Count(ProviderId provider, OfferId offer, ConsultId consult, RescindReason reason)
    {
        if (reason == RescindReason.Unanswered)
        {
            tally.OfferExpired(provider, offer, consult);
        }
        else
        {
            tally.OfferRescinded(provider, offer, consult);
        }
    }

    private void Tell(ConsultSummary consult) => events.Add(new OperationEvent(KindOf(consult.Status))
    {
        State = consult.State,
        Consult = consult.Id,
        Clinic = consult.Clinic,
        Provider = consult.Provider,
        Detail = Word(consult.EndReason) ?? Word(consult.Decision),
    });

    private static string? Word<T>(T? value)
        where T : struct, Enum => value is { } word ? JsonNamingPolicy.CamelCase.ConvertName(word.ToString()) : null;

    private static string KindOf(ConsultStatus status) => status switch
    {
        ConsultStatus.Waiting => "consult.waiting",
        ConsultStatus.Offered => "consult.offered",
        ConsultStatus.Assigned => "consult.assigned",
        ConsultStatus.InProgress => "consult.inProgress",
        ConsultStatus.Completed => "consult.completed",
        ConsultStatus.Cancelled => "consult.cancelled",
        ConsultStatus.Expired => "consult.expired",
        _ => "consult",
    };
}
