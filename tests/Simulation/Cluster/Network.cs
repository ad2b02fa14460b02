using Dispatch.Engine.Embedded;
using Dispatch.Grains.Consults;

namespace Dispatch.Tests.Simulation;

/// <summary>What becomes of the calls that begin on one node.</summary>
internal sealed class Network(World world, Node from, Chance chance) : ICallNetwork
{
    private const double FrozenCalls = 0.005;
    private const double FrozenReleases = 0.3;

    private readonly double _lost = chance.Real(0, 0.08);
    private readonly double _late = chance.Real(0, 0.15);
    private readonly double _twice = chance.Real(0, 0.05);
    private readonly double _lostAnswer = chance.Real(0, 0.02);
    private readonly double _lateAnswer = chance.Real(0, 0.05);

    // Of its own: what else becomes of calls does not depend on it.
    private readonly Chance _freezes = chance.For("freezes");

    public void Carry(Parcel parcel)
    {
        if (parcel.IsOneWay ? !world.Storm.Has(Fault.Hints) : !world.Storm.Has(Fault.Answers))
        {
            Deliver(parcel);
        }
        else if (Freezes(parcel))
        {
            Freeze(parcel);
        }
        else if (parcel.IsOneWay)
        {
            CarryHint(parcel);
        }
        else
        {
            CarryQuestion(parcel);
        }
    }

    /// <summary>Whether a hint to another node's observer arrives; when, if it is late; and whether it comes again.</summary>
    public void CarryHint(Action arrives)
    {
        if (!world.Storm.Has(Fault.Hints))
        {
            arrives();
            return;
        }

        if (chance.Hits(_lost))
        {
            return;
        }

        if (chance.Hits(_twice))
        {
            world.After(HintDelay(), arrives);
        }

        if (chance.Hits(_late))
        {
            world.After(HintDelay(), arrives);
        }
        else
        {
            arrives();
        }
    }

    private void CarryHint(Parcel parcel)
    {
        if (chance.Hits(_lost))
        {
            Say(parcel, "hint lost");
            return;
        }

        if (chance.Hits(_twice))
        {
            Say(parcel, "hint repeated");
            world.After(HintDelay(), () => DeliverCopy(parcel));
        }

        if (chance.Hits(_late))
        {
            Say(parcel, "hint late");
            world.After(HintDelay(), () => Deliver(parcel));
        }
        else
        {
            Deliver(parcel);
        }
    }

    private void CarryQuestion(Parcel parcel)
    {
        if (chance.Hits(_lostAnswer))
        {
            // Half of them never arrive; the others take effect and nobody hears so.
            Say(parcel, "call lost");
            if (chance.Hits(0.5))
            {
                DeliverCopy(parcel);
            }
        }
        else if (chance.Hits(_lateAnswer))
        {
            Say(parcel, "call late");
            if (chance.Hits(0.5))
            {
                world.After(Delay(), () => Deliver(parcel));
            }
            else if (DeliverCopy(parcel) is { } copy)
            {
                world.Start(() => AnswerLate(parcel, copy));
            }
        }
        else
        {
            Deliver(parcel);
        }
    }

    /// <summary>It lies in a process that stands still, and takes effect when its caller has long done something else.</summary>
    private void Freeze(Parcel parcel)
    {
        Say(parcel, "call frozen");
        world.After(world.WithinStorm(_freezes.Seconds(8, 60)), () => DeliverCopy(parcel));
    }

    private async Task AnswerLate(Parcel parcel, Task copy)
    {
        try
        {
            await copy;
        }
        catch (Exception)
        {
            // The caller is told below, as it would have been.
        }

        await world.Delay(Delay());
        if (!from.IsDead)
        {
            parcel.Answer(copy);
        }
    }

    private void Deliver(Parcel parcel)
    {
        if (!from.IsDead && world.Cluster.PlaceFor(from, parcel.GrainType, parcel.Key) is { } place)
        {
            parcel.DeliverTo(place.Engine);
        }
    }

    private Task? DeliverCopy(Parcel parcel) =>
        !from.IsDead && world.Cluster.PlaceFor(from, parcel.GrainType, parcel.Key) is { } place
            ? parcel.DeliverCopyTo(place.Engine)
            : null;

    private void Say(Parcel parcel, string what) => world.History.Add(parcel.Key, what, $"{parcel.Method} from {from.Name}");

    /// <summary>Releases are rare, and one that comes late must not end the next assignment: they are late most often.</summary>
    private bool Freezes(Parcel parcel) => parcel.Method
        is $"{nameof(IConsultGrain)}.{nameof(IConsultGrain.Release)}"
        or $"{nameof(IConsultGrain)}.{nameof(IConsultGrain.ReleaseOverdue)}"
            ? _freezes.Hits(FrozenReleases)
            : !parcel.IsOneWay && _freezes.Hits(FrozenCalls);

    /// <summary>A word may lie in a frozen process for longer than any call is waited for.</summary>
    private TimeSpan HintDelay() => chance.Hits(0.12) ? chance.Seconds(8, 30) : Delay();

    private TimeSpan Delay() => chance.Hits(0.9) ? chance.Seconds(0.001, 0.5) : chance.Seconds(0.5, 12);
}
