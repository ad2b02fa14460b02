using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation;

/// <summary>A provider's page: connects, resumes, goes on duty, is lost and comes back. What it does with offers is beside it.</summary>
/// <param name="isReliable">Declines and forgets nothing.</param>
internal sealed partial class SimulatedProvider(World world, ProviderProfile profile, Chance chance, bool isReliable)
{
    private const int TakenRemembered = 32;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(20);

    private readonly SortedDictionary<long, ProviderMessage> _held = [];
    private readonly List<ProviderMessage> _taken = [];
    private TaskCompletionSource? _pause;
    private bool _isResuming;
    private int _connections;
    private long _lastSeq;

    public ProviderId Id => profile.Id;

    public ProviderProfile Profile => profile;

    public string Connection { get; private set; } = "";

    /// <summary>The node that holds the socket; null while there is none.</summary>
    public Node? Node { get; private set; }

    /// <summary>Since when there is no socket; null while there is one.</summary>
    public TimeSpan? LostSince { get; private set; } = TimeSpan.Zero;

    /// <summary>Since when the provider is connected and on duty as far as the page knows; null while it is not.</summary>
    public TimeSpan? ReadySince { get; private set; }

    public async Task Live()
    {
        while (!await Try(Register))
        {
            await world.Delay(chance.Seconds(0.5, 2));
        }

        while (!world.IsOver)
        {
            await world.Delay(chance.Seconds(0.2, 4));
            if (await Try(Connect))
            {
                await Stay();
            }

            await Leave();
        }
    }

    /// <summary>
    /// A push. Held back while what was missed is on its way; one that a replay carried already is dropped; one that does
    /// not follow the last makes the page ask for what lies between, and comes with it. As the page does, it is not kept:
    /// the activation that sent it may be gone, and nobody will ever tell what lay before it.
    /// </summary>
    public void Receive(ProviderMessage message)
    {
        if (message.Seq <= _lastSeq)
        {
            world.Checks.Dropped(Id, message, _taken.Find(t => t.Seq == message.Seq));
            return;
        }

        if (_isResuming)
        {
            _held[message.Seq] = message;
        }
        else if (message.Seq == _lastSeq + 1)
        {
            Take(message);
        }
        else if (Node is { } node)
        {
            _isResuming = true;
            world.Start(() => Resume(node));
        }
    }

    /// <summary>The socket is gone, or the day is over: a page notices at once.</summary>
    public void Interrupt() => _pause?.TrySetResult();

    private async Task Register(Node node)
    {
        var result = await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Register(profile, new byte[32], requireFreeNpi: false));
        if (result is ProviderChangeResult.Unknown)
        {
            world.Report("Registration", Id.Value, "The answer to a registration was that there is no such provider.");
        }
    }

    private async Task Connect(Node node)
    {
        _connections++;
        Connection = $"{Id}#{_connections}";
        _isResuming = true;
        Node = node;
        LostSince = null;
        node.Open(this);
        world.History.Add(Id.Value, "connects", $"{node.Name}");
        if (await node.Connect(this, Connection) is not ConnectResult.Connected)
        {
            throw new TimeoutException("Not connected.");
        }

        await Resume(node);
        await GoOnDuty(node);
    }

    private async Task GoOnDuty(Node node)
    {
        var duty = await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).GoOnDuty([]));
        if (duty is DutyResult.NotConnected)
        {
            // The grain that knew of this socket is gone: the server connects it again.
            await node.Connect(this, Connection);
            duty = await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).GoOnDuty([]));
        }

        if (duty is DutyResult.Done done && Node == node)
        {
            node.Update(done.Provider);
            ReadySince ??= world.Clock.Elapsed;
        }
        else
        {
            ReadySince = null;
        }
    }

    /// <summary>Asks for what was missed until it is here.</summary>
    private async Task Resume(Node node)
    {
        _isResuming = true;
        while (Node == node && !node.IsDead)
        {
            try
            {
                Resumed(await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Resume(_lastSeq)));
                return;
            }
            catch (Exception fault) when (WorldFaults.Includes(fault))
            {
                await world.Delay(chance.Seconds(0.2, 2));
            }
        }
    }

    private void Resumed(ResumeResult result)
    {
        switch (result)
        {
            case ResumeResult.Missed missed:
                foreach (var message in missed.Messages.Where(m => m.Seq > _lastSeq))
                {
                    Take(message);
                }

                break;
            case ResumeResult.Snapshot { Message: var snapshot }:
                world.Checks.Resumed(Id, snapshot.Seq);
                _lastSeq = snapshot.Seq;
                See(snapshot.Offers, snapshot.Consults);
                break;
        }

        _isResuming = false;
        var held = _held.Values.ToList();
        _held.Clear();
        foreach (var message in held)
        {
            Receive(message);
        }
    }

    private void Take(ProviderMessage message)
    {
        world.Checks.Received(Id, message.Seq);
        _lastSeq = message.Seq;
        _taken.Add(message);
        if (_taken.Count > TakenRemembered)
        {
            _taken.RemoveAt(0);
        }

        switch (message)
        {
            case ProviderMessage.Offer offer:
                See([offer.Open], []);
                break;
            case ProviderMessage.OfferRescinded rescinded:
                _shown.Remove(rescinded.OfferId);
                break;
            case ProviderMessage.ConsultChanged:
                world.Start(Look);
                break;
            case ProviderMessage.DutyChanged:
                ReadySince = null;
                break;
            case ProviderMessage.ProfileChanged when IsHasty && chance.Hits(0.5):
                SignAtOnce();
                break;
        }
    }

    private void See(ImmutableArray<OpenOffer> offers, ImmutableArray<HeldAssignment> assignments)
    {
        foreach (var open in offers)
        {
            if (_seen.Add(open.Offer.Id))
            {
                _shown.Add(open.Offer.Id, open);
                world.Do(() => React(open));
            }
        }

        foreach (var held in assignments)
        {
            Seen(held);
        }
    }

    private async Task Stay()
    {
        var until = world.Scenario.Has(Fault.Sockets) ? world.Clock.Elapsed + chance.Seconds(30, 300) : TimeSpan.MaxValue;
        var lookAt = world.Clock.Elapsed + LookInterval;
        while (Stays())
        {
            await Pause(!world.IsCalm && until < lookAt ? until : lookAt);
            if (Stays() && world.Clock.Elapsed >= lookAt)
            {
                await Look();
                lookAt += LookInterval;
            }
        }

        bool Stays() => Node is { IsDead: false } && !world.IsOver && (world.IsCalm || world.Clock.Elapsed < until);
    }

    /// <summary>Until a time, or until <see cref="Interrupt"/>.</summary>
    private async Task Pause(TimeSpan until)
    {
        var pause = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _pause = pause;
        var left = until - world.Clock.Elapsed;
        using var timer = world.Clock.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(),
            pause,
            left > TimeSpan.Zero ? left : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
        await pause.Task;
    }

    /// <summary>As a page does now and then: shows what there is, whatever it was told, and goes on duty again if it is not.</summary>
    private async Task Look() => await Try(async node =>
    {
        if (await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Get()) is { } view && Node == node)
        {
            node.Update(view);
            See(view.Offers, view.Assignments);
            if (view.Duty is not (Duty.Available or Duty.Busy) || !view.Connected)
            {
                ReadySince = null;
                await GoOnDuty(node);
            }
            else
            {
                ReadySince ??= world.Clock.Elapsed;
            }
        }
    });

    private async Task Leave()
    {
        var (node, connection) = (Node, Connection);
        (Node, ReadySince) = (null, null);
        LostSince ??= world.Clock.Elapsed;
        _isResuming = false;
        _held.Clear();
        world.History.Add(Id.Value, "lost its socket");
        if (node is { IsDead: false })
        {
            node.Close(Id);
            try
            {
                await node.Call(async g =>
                {
                    await g.GetGrain<IProviderGrain>(Id.Value).Disconnect(connection);
                    return true;
                });
            }
            catch (Exception fault) when (WorldFaults.Includes(fault))
            {
                // The grain finds out when it pushes.
            }
        }

        if (!world.IsCalm)
        {
            await world.Delay(chance.Hits(0.2) ? chance.Seconds(50, 100) : chance.Seconds(0.2, 20));
        }
    }

    /// <returns>False when the world did not let it happen.</returns>
    private async Task<bool> Try(Func<Node, Task> act)
    {
        if ((Node ?? world.AnyNode(chance)) is not { } node)
        {
            return false;
        }

        try
        {
            await act(node);
            return true;
        }
        catch (Exception fault) when (WorldFaults.Includes(fault))
        {
            return false;
        }
    }
}
