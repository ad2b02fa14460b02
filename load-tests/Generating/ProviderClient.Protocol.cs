using System.Text;
using System.Text.Json;
using Dispatch.Client.Contract;
using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Generating;

/// <summary>What the hub's messages mean to a provider.</summary>
internal sealed partial class ProviderClient
{
    private const int Invocation = 1;
    private const int Completion = 3;
    private const int CloseMessage = 7;

    private void Take(ReadOnlySpan<byte> message)
    {
        if (_link == Link.Shaking)
        {
            FinishHandshake(message);
            return;
        }

        switch (JsonBytes.Number(message, "\"type\":"u8))
        {
            case Invocation:
                TakePush(message);
                break;
            case Completion:
                TakeAnswer(message);
                break;
            case CloseMessage:
                // The server closes the socket next; the reason is only here.
                Fault = Reason(message);
                break;
        }
    }

    private void FinishHandshake(ReadOnlySpan<byte> message)
    {
        if (!message.SequenceEqual("{}"u8))
            throw new InvalidDataException($"Expected the hub to shake hands, found {Encoding.UTF8.GetString(message)}.");
        if (_lastSeq > 0)
        {
            _link = Link.Resuming;
            _preparingCallId = ++_lastCallId;
            _fleet.Writer.Call("Resume"u8, _preparingCallId, default, Encoding.ASCII.GetBytes(_lastSeq.ToString()));
        }
        else
        {
            GoOnDuty();
        }
    }

    private void GoOnDuty()
    {
        _link = Link.GoingOnDuty;
        _preparingCallId = ++_lastCallId;
        _fleet.Writer.Call("GoOnDuty"u8, _preparingCallId, default, "{\"modalities\":[\"live\"]}"u8);
    }

    private void TakePush(ReadOnlySpan<byte> message)
    {
        var target = JsonBytes.Text(message, "\"target\":\""u8);
        if (target.SequenceEqual("Snapshot"u8))
        {
            TakeUp(message);
            return;
        }

        var seq = JsonBytes.Number(message, "\"seq\":"u8) ?? 0;

        // Until it has resumed, a socket may be sent the newest before what was missed.
        if (seq <= _lastSeq && _link != Link.Resuming)
            _fleet.Book.SequenceFault();
        _lastSeq = Math.Max(_lastSeq, seq);
        if (target.SequenceEqual("Offer"u8))
        {
            TakeOffer(
                JsonBytes.Text(message, "\"offerId\":\""u8),
                JsonBytes.Text(message, "\"consultId\":\""u8),
                JsonBytes.FlatArray(message, "\"services\":"u8));
        }
    }

    private void TakeOffer(ReadOnlySpan<byte> offerId, ReadOnlySpan<byte> consultId, ReadOnlySpan<byte> services)
    {
        if (offerId.Length != IdKey.TextBytes || !IdKey.TryParse(consultId, out var key))
            throw new InvalidDataException("Expected an offer with an offer's and a consult's id.");
        var now = _fleet.Now();
        var consult = _fleet.Book.Offered(key, now);
        if (Find(ProviderWork.Step.None) is not { } work)
        {
            _fleet.Book.FailedCalls.Add("offered more than a provider can hold");
            return;
        }

        work.Begin(offerId, consultId, consult, _fleet.Approvals.IndexOf(services), now);
        Call(work);
    }

    private void TakeAnswer(ReadOnlySpan<byte> message)
    {
        var id = JsonBytes.Text(message, "\"invocationId\":\""u8);
        if (!System.Buffers.Text.Utf8Parser.TryParse(id, out long callId, out _))
            throw new InvalidDataException("Expected the id of one of our calls.");
        if (callId == _preparingCallId)
        {
            Prepared(message);
            return;
        }

        foreach (var work in _work)
        {
            if (work.At != ProviderWork.Step.None && work.CallId == callId)
            {
                Advance(work, message);
                return;
            }
        }
    }

    private void Prepared(ReadOnlySpan<byte> message)
    {
        if (IsRefusal(message))
            throw new InvalidDataException(Reason(message));
        if (_link == Link.Resuming)
        {
            // Calls whose answer was lost are made again: a repeat is answered as the first.
            foreach (var work in _work)
            {
                if (work.At != ProviderWork.Step.None)
                    Call(work);
            }

            GoOnDuty();
            return;
        }

        _link = Link.OnDuty;
        _fleet.WentOnDuty(this);
    }

    private void Advance(ProviderWork work, ReadOnlySpan<byte> answer)
    {
        var now = _fleet.Now();
        switch (work.At)
        {
            case var step when IsTransient(answer):
                _fleet.Book.FailedCalls.Add($"{step}, made again: {Reason(answer)}");
                work.TryRetryLater();
                return;
            case ProviderWork.Step.Accepting when answer.IndexOf("\"result\":\"assigned\""u8) < 0:
                _fleet.Book.Gone.Add(Reason(answer));
                work.End();
                return;
            case ProviderWork.Step.Accepting when answer.IndexOf(work.ConsultId) < 0:
                _fleet.Book.FailedCalls.Add("AcceptOffer: assigned another consult than the offer's");
                work.End();
                return;
            case ProviderWork.Step.Accepting:
                _fleet.Book.Assigned(work.Consult, _index, work.OfferedAt, now);
                break;
            case ProviderWork.Step.Starting when IsRefusal(answer):
                _fleet.Book.FailedCalls.Add($"StartConsult {Reason(answer)}");
                work.End();
                return;
            case ProviderWork.Step.Completing when answer.IndexOf("\"orderId\":\"ord_"u8) < 0:
                _fleet.Book.FailedCalls.Add($"CompleteConsult {Reason(answer)}");
                work.End();
                return;
            case ProviderWork.Step.Completing:
                _fleet.Book.CompletedAt(work.Consult, now);
                break;
        }

        work.Advance();
        if (work.At != ProviderWork.Step.None)
            Call(work);
    }

    private void Call(ProviderWork work)
    {
        work.CallId = ++_lastCallId;
        switch (work.At)
        {
            case ProviderWork.Step.Accepting:
                _fleet.Writer.Call("AcceptOffer"u8, work.CallId, work.OfferId, default);
                break;
            case ProviderWork.Step.Starting:
                _fleet.Writer.Call("StartConsult"u8, work.CallId, work.ConsultId, default);
                break;
            case ProviderWork.Step.Completing:
                _fleet.Writer.Call("CompleteConsult"u8, work.CallId, work.ConsultId, _fleet.Approvals[work.Approval]);
                break;
        }
    }

    /// <summary>What was missed is no longer held: what the provider holds replaces what we knew.</summary>
    private void TakeUp(ReadOnlySpan<byte> message)
    {
        using var parsed = JsonDocument.Parse(message.ToArray());
        var snapshot = parsed.RootElement.GetProperty("arguments")[0].Deserialize(ContractJson.Default.ProviderSnapshot)!;
        _lastSeq = Math.Max(_lastSeq, snapshot.Seq);
        foreach (var work in _work)
            work.End();
        foreach (var offer in snapshot.Offers)
            TakeOffer(Bytes(offer.OfferId), Bytes(offer.ConsultId), Services(offer.Services));
        foreach (var consult in snapshot.Consults)
        {
            if (consult is { ConsultId: { } id, Services: { } services }
                && IdKey.TryParse(Bytes(id), out var key)
                && Find(ProviderWork.Step.None) is { } work)
            {
                var at = consult.Status == ConsultStatus.InProgress ? ProviderWork.Step.Completing : ProviderWork.Step.Starting;
                var index = _fleet.Book.ConsultOf(key);
                if (_fleet.Book.Consults[index].Assignments == 0)
                    _fleet.Book.Assigned(index, _index, _fleet.Now(), _fleet.Now());
                work.Continue(Bytes(id), index, _fleet.Approvals.IndexOf(Services(services)), at);
                if (_link != Link.Resuming)
                    Call(work);
            }
        }
    }

    private ProviderWork? Find(ProviderWork.Step at)
    {
        foreach (var work in _work)
        {
            if (work.At == at)
                return work;
        }

        return null;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Services(IReadOnlyList<string> services) => JsonSerializer.SerializeToUtf8Bytes(services);

    private static bool IsRefusal(ReadOnlySpan<byte> answer) => answer.IndexOf("\"error\":\""u8) >= 0;

    /// <summary>Whether the server says that it cannot serve this now: what a provider's page would try again.</summary>
    private static bool IsTransient(ReadOnlySpan<byte> answer) =>
        IsRefusal(answer)
        && JsonBytes.Text(answer, "\"error\":\""u8) is var error
        && (error.IndexOf(":overloaded"u8) >= 0 || error.IndexOf(":store-unavailable"u8) >= 0);

    private static string Reason(ReadOnlySpan<byte> answer)
    {
        var error = JsonBytes.Text(answer, "\"error\":\""u8);

        // SignalR puts words of its own before the hub's.
        var own = error.IndexOf("HubException: "u8);
        if (own >= 0)
            error = error[(own + "HubException: "u8.Length)..];
        var reason = error.IsEmpty ? JsonBytes.Text(answer, "\"reason\":\""u8) : error;
        return reason.IsEmpty ? "no reason" : Encoding.UTF8.GetString(reason[..Math.Min(reason.Length, ReasonBytes)]);
    }
}
