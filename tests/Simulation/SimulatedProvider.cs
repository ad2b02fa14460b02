using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation;

/// <summary>A provider's page: connects, resumes, goes on duty, is lost and comes back. What it does with offers is beside it.</summary>
internal sealed partial class SimulatedProvider(World world, ProviderProfile profile, Chance chance, bool declines)
{
    private const int BeatsPerLook = 20;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly List<ProviderMessage> _held = [];
    private bool _isResuming;
    private int _connections;
    private long _lastSeq;
    private long _replayedUpTo;

    public ProviderId Id => profile.Id;

    public ProviderProfile Profile => profile;

    public string Connection => $"{Id}#{_connections}";

    /// <summary>The node that holds the socket; null while there is none.</summary>
    public Node? Node { get; private set; }

    /// <summary>Since when the provider is connected and on duty as far as the page knows; null while it is not.</summary>
    public TimeSpan? ReadySince { get; private set; }

    public async Task Live()
    {
        while (!await Try(Register))
        {
            await world.Delay(chance.Seconds(0.5, 2));
        }

        while (true)
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
    /// A push; held back while what was missed is on its way. One that a replay carried already can still arrive after it,
    /// because the grain answers while pushes are under way: the socket has to drop it.
    /// </summary>
    public void Receive(ProviderMessage message)
    {
        if (_isResuming)
        {
            _held.Add(message);
        }
        else if (message.Seq > _replayedUpTo)
        {
            Take(message);
        }
    }

    private async Task Register(Node node)
    {
        var result = await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Register(profile, new byte[32], requireFreeNpi: false));
        Assert.IsNotType<ProviderChangeResult.Unknown>(result);
    }

    private async Task Connect(Node node)
    {
        _connections++;
        _isResuming = true;
        Node = node;
        node.Open(this);
        world.History.Add(Id.Value, "connects");
        Assert.IsType<ConnectResult.Connected>(await node.Connect(this, Connection));
        Resumed(await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Resume(_lastSeq)));
        if (await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).GoOnDuty([])) is DutyResult.Done done)
        {
            node.Update(done.Provider);
            ReadySince = world.Clock.Elapsed;
        }
    }

    private void Resumed(ResumeResult result)
    {
        switch (result)
        {
            case ResumeResult.Missed missed:
                foreach (var message in missed.Messages)
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

        _replayedUpTo = _lastSeq;
        _isResuming = false;
        foreach (var message in _held.Where(m => m.Seq > _lastSeq).ToList())
        {
            Take(message);
        }

        _held.Clear();
    }

    private void Take(ProviderMessage message)
    {
        world.Checks.Received(Id, message.Seq);
        _lastSeq = message.Seq;
        switch (message)
        {
            case ProviderMessage.Offer offer:
                See([offer.Open], []);
                break;
            case ProviderMessage.ConsultChanged:
                world.Start(Look);
                break;
        }
    }

    private void See(ImmutableArray<OpenOffer> offers, ImmutableArray<HeldAssignment> assignments)
    {
        foreach (var open in offers.Where(o => _seen.Add(o.Offer.Id)))
        {
            world.Start(() => React(open));
        }

        foreach (var held in assignments)
        {
            world.Start(() => Serve(held.Ticket.Consult, held.Number, held.Ticket.Requirements.Services));
        }
    }

    private async Task Stay()
    {
        var until = world.Clock.Elapsed + chance.Seconds(30, 300);
        for (var beats = 1; Node is { IsDead: false } && (world.IsQuiet || world.Clock.Elapsed < until); beats++)
        {
            await world.Delay(Beat);
            if (beats % BeatsPerLook == 0)
            {
                await Look();
            }
        }
    }

    /// <summary>As a page does now and then: shows what there is, whatever it was told.</summary>
    private async Task Look() => await Try(async node =>
    {
        if (await node.Call(g => g.GetGrain<IProviderGrain>(Id.Value).Get()) is { } view && Node == node)
        {
            node.Update(view);
            See(view.Offers, view.Assignments);
        }
    });

    private async Task Leave()
    {
        var (node, connection) = (Node, Connection);
        (Node, ReadySince) = (null, null);
        _isResuming = false;
        _held.Clear();
        world.History.Add(Id.Value, "lost its socket");
        if (node is { IsDead: false })
        {
            node.Close(Id);
            await Try(async _ => await node.Call(async g =>
            {
                await g.GetGrain<IProviderGrain>(Id.Value).Disconnect(connection);
                return true;
            }));
        }

        if (!world.IsQuiet)
        {
            await world.Delay(chance.Hits(0.2) ? chance.Seconds(50, 100) : chance.Seconds(0.2, 20));
        }
    }

    /// <returns>False when the world did not let it happen.</returns>
    private async Task<bool> Try(Func<Node, Task> act)
    {
        if ((Node ?? world.Node) is not { } node)
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
