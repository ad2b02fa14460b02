using System.Collections.Immutable;
using Dispatch.Domain;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Providers.Events;
using Dispatch.Grains.Pools;

namespace Dispatch.Grains.Providers;

/// <summary>The provider's sockets and the numbered stream to them.</summary>
public sealed partial class ProviderGrain
{
    private readonly Dictionary<string, string> _nodeOfConnection = [];
    private readonly Queue<ProviderMessage> _outbox = new();
    private ProviderStream _stream = null!;
    private bool _isPushing;
    private DateTimeOffset? _socketCheckAt;

    public Task<ConnectResult> Connect(string node, string connection)
    {
        if (_desk is null)
        {
            DeactivateOnIdle();
            return Task.FromResult<ConnectResult>(new ConnectResult.Unknown());
        }

        if (!_nodeOfConnection.ContainsKey(connection) && _nodeOfConnection.Count >= DispatchLimits.SocketsPerProvider)
        {
            return Task.FromResult<ConnectResult>(new ConnectResult.TooMany(DispatchLimits.SocketsPerProvider));
        }

        _nodeOfConnection[connection] = node;
        nodes.Holds(node, _id);
        if (!_desk.Connected)
        {
            _desk.Connected = true;
            _socketCheckAt = time.GetUtcNow() + DispatchLimits.SocketCheckInterval;
            DelayDeactivation(TimeSpan.MaxValue);
            CountShifts();
            AnnounceAgain();
        }

        return Task.FromResult<ConnectResult>(new ConnectResult.Connected(View()));
    }

    public Task Disconnect(string connection)
    {
        if (_nodeOfConnection.Remove(connection) && _nodeOfConnection.Count == 0)
        {
            LostLastConnection();
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> UnknownConnections(ImmutableArray<string> connections) =>
        Task.FromResult<ImmutableArray<string>>(
            _desk is null ? [] : [.. connections.Where(c => !_nodeOfConnection.ContainsKey(c))]);

    public Task NodeGone(string node)
    {
        NodeLostSockets(node);
        return Task.CompletedTask;
    }

    public Task<ResumeResult> Resume(long lastSeq)
    {
        if (_desk is not null && _stream.Since(lastSeq) is { } missed)
        {
            return Task.FromResult<ResumeResult>(new ResumeResult.Missed(missed));
        }

        _stream.GoOnAbove(lastSeq);

        // Not a message of the stream: it carries the last number, so that what follows it follows without gap.
        return Task.FromResult<ResumeResult>(new ResumeResult.Snapshot(new ProviderMessage.Snapshot(
            _stream.LastSeq,
            _desk?.Duty ?? Duty.OffDuty,
            [.. _desk?.Offers.Where(o => o.IsOpen).Select(o => new OpenOffer(o.Offer, o.Ticket)) ?? []],
            [.. _desk?.Assignments ?? []])));
    }

    private void PushOffer(OpenOffer open, DateTimeOffset now) => Push(_stream.Add(seq => new ProviderMessage.Offer(
        seq, open, (now - open.Ticket.WaitsSince).TotalSeconds, _desk?.IdleSince ?? now)));

    private void PushRescinded(HeldOffer held, RescindReason reason) => Push(_stream.Add(seq =>
        new ProviderMessage.OfferRescinded(seq, held.Offer.Id, held.Ticket.Consult, reason)));

    private void PushConsultChanged(ConsultId consult, int number, ConsultStatus status) => Push(_stream.Add(seq =>
        new ProviderMessage.ConsultChanged(seq, consult, number, status)));

    private void PushLicenseExpiring(LicenseWarned warned, int daysLeft) => Push(_stream.Add(seq =>
        new ProviderMessage.LicenseExpiring(seq, warned.State, warned.ExpiresOn, daysLeft)));

    private void PushProfileChanged() => Push(_stream.Add(seq => new ProviderMessage.ProfileChanged(seq)));

    private void PushReminder(ConsultId consult, SlaPromise promise, DateTimeOffset dueAt) => Push(_stream.Add(seq =>
        new ProviderMessage.Reminder(seq, consult, promise, dueAt)));

    private void Push(ProviderMessage message)
    {
        if (_nodeOfConnection.Count == 0)
        {
            return;
        }

        if (_outbox.Count == DispatchLimits.MessagesOnTheirWay)
        {
            // The sockets do not keep up: they come back and resume.
            _nodeOfConnection.Clear();
            _outbox.Clear();
            LostLastConnection();
            return;
        }

        _outbox.Enqueue(message);
        if (!_isPushing)
        {
            _isPushing = true;
            _ = PushOneByOne();
        }
    }

    /// <summary>One push after the other, so that the sockets see the numbers in order. Nobody waits for it.</summary>
    private async Task PushOneByOne()
    {
        while (_outbox.TryDequeue(out var message))
        {
            foreach (var node in _nodeOfConnection.Values.Distinct().Order(StringComparer.Ordinal).ToList())
            {
                if (!await TryPush(node, message))
                {
                    NodeLostSockets(node);
                }
            }
        }

        _isPushing = false;
    }

    private async Task<bool> TryPush(string node, ProviderMessage message)
    {
        try
        {
            return nodes.Find(node) is { } observer && await observer.Push(_id, message);
        }
        catch (Exception fault)
        {
            LogPushFailed(_id, node, fault);
            return false;
        }
    }

    private void NodeLostSockets(string node) => Forget(ConnectionsOf(node));

    private List<string> ConnectionsOf(string node) => [.. _nodeOfConnection.Where(c => c.Value == node).Select(c => c.Key)];

    private void Forget(List<string> connections)
    {
        foreach (var connection in connections)
        {
            _nodeOfConnection.Remove(connection);
        }

        if (_nodeOfConnection.Count == 0)
        {
            LostLastConnection();
        }
    }

    /// <summary>
    /// Asks the nodes whether the sockets are still there: of one that was lost with its node, or whose end nobody could
    /// tell, no word ever comes. Nobody waits for it.
    /// </summary>
    private async Task CheckSockets()
    {
        foreach (var node in _nodeOfConnection.Values.Distinct().Order(StringComparer.Ordinal).ToList())
        {
            // Not those that come while the question is under way.
            var asked = ConnectionsOf(node);
            try
            {
                if (nodes.Find(node) is not { } observer || !(await observer.Connected([_id])).Contains(_id))
                {
                    Forget(asked);
                }
            }
            catch (Exception fault)
            {
                // It may be slow: the next push or the next check tells.
                LogPushFailed(_id, node, fault);
            }
        }
    }

    /// <summary>Offers go back to the line at once. Assignments stay: their pool watches how long.</summary>
    private void LostLastConnection()
    {
        if (_desk is not { Connected: true })
        {
            return;
        }

        _desk.Connected = false;
        _socketCheckAt = null;
        DelayDeactivation(TimeSpan.Zero);
        _outbox.Clear();
        _listed.Clear();
        WithdrawOffers(_ => true, RescindReason.ConnectionLost, OfferEnd.ConnectionLost);
    }
}
