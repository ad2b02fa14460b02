using System.Collections.Immutable;

namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>The ways in which the product is broken on purpose. Whoever changes a source that is edited here changes the edit.</summary>
internal static class MutantList
{
    private const string ConsultGrain = "Grains/Consults/ConsultGrain.cs";
    private const string Pool = "Grains/Pools/StateLicensePool.cs";
    private const string Desk = "Grains/Providers/ProviderDesk.cs";

    public static ImmutableArray<Mutant> All { get; } =
    [
        new(
            "201 before the append",
            1,
            new Edit(
                ConsultGrain,
                "            var result = await append;\n            if (result is AppendResult.Appended)\n",
                """
                            if (@event is ConsultRequested)
                            {
                                Became(next, row);
                                _factsOnTheirWay = append;
                                return new AppendResult.Appended(1);
                            }

                            var result = await append;
                            if (result is AppendResult.Appended)

                """)),
        new(
            "lost return of a ticket",
            1,
            new Edit(
                Pool,
                """
                        if (OutOfHand(put) is { } inPlay)
                        {
                            ToLineIfItMay(inPlay.Entry);
                        }
                    }

                    /// <summary>Null when the consult has ended since
                """,
                """
                        _ = OutOfHand(put);
                    }

                    /// <summary>Null when the consult has ended since
                """)),
        new(
            "lost hint without the sweep",
            4,
            new Edit("Grains/Pools/StateLicensePoolGrain.Sweep.cs", "            await Sweep(cancellationToken);", "")),
        new(
            "pool without its own offer clock",
            39,
            new Edit("Grains/Pools/OffersInPlay.cs", "            _takeBacks.Add((TakenBackAt(offer), offer.Id));", "")),
        new(
            "assigned consult without a watch",
            13,
            new Edit("Domain/Consults/ConsultWatch.cs", "            case ConsultStatus.Assigned:", "            case ConsultStatus.None:")),
        new(
            "capacity without claims",
            1,
            new Edit(
                "Grains/Consults/Claims.cs",
                "        var first = Slot(provider, modality, slot, holder);\n",
                "        var first = Slot(provider, modality, slot, holder);\n        if (slot >= 0) { return []; }\n")),
        new(
            "late accept that ignores a taken slot",
            68,
            new Edit(
                Desk,
                """
                            if (FreeSlot(requirements.Modality) is not { } slot)
                            {
                                return new AcceptStep.Gone(GoneReason.NoCapacity);
                            }

                            held = candidate with { Slot = slot.Number, Units = slot.Units };
                            Reserve(held);
                """,
                """
                            held = candidate;
                            _offers.Add(held);
                """)),
        new(
            "stale assignment number accepted",
            14,
            new Edit("Domain/Consults/Consult.Decisions.cs", "return Number == number && (provider is null", "return (provider is null"),
            new Edit(
                "Domain/Consults/Consult.cs",
                "Invariant.That(Status.IsServed() && Number == number, \"What",
                "Invariant.That(Status.IsServed(), \"What")),
        new(
            "sequence restarting at 1",
            2,
            new Edit(
                "Grains/Providers/ProviderGrain.cs",
                "new ProviderStream((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond)",
                "new ProviderStream(0)")),
        new(
            "double release",
            16,
            new Edit(
                "Domain/Consults/Consult.Decisions.cs",
                """
                        if (Status.IsUnassigned() && Number == number && number > 0)
                        {
                            return Verdict<ConsultEvent, GoneReason>.Repeat;
                """,
                """
                        if (Status.IsUnassigned() && Number == number && number > 0)
                        {
                            return Verdict<ConsultEvent, GoneReason>.Record(new ConsultReleased(number, reason, note));
                """),
            new Edit(
                "Domain/Consults/Consult.cs",
                "        return Current(e.Number) with\n        {\n            Status = ConsultStatus.Waiting,",
                "        return this with\n        {\n            Status = ConsultStatus.Waiting,")),
        new(
            "missing hard check at accept",
            21,
            new Edit(
                Desk,
                "if (requirements.FirstUnmetBy(State.Profile, State.Suspended, now) is { } unmet)",
                "if (now == default && requirements.FirstUnmetBy(State.Profile, State.Suspended, now) is { } unmet)")),
        new(
            "missing hard check at completion",
            3,
            new Edit(
                "Grains/Providers/ProviderGrain.Offers.cs",
                "if (Unmet(assignment.Ticket, time.GetUtcNow()) is { } unmet)",
                "if (consult == default && Unmet(assignment.Ticket, time.GetUtcNow()) is { } unmet)")),
        new(
            "standing not required",
            143,
            new Edit(ConsultGrain, "                Claims.RequireStanding(offer.Provider, standing),\n", ""),
            new Edit(ConsultGrain, "[Claims.RequireStanding(provider, standing), .. FreeSlot(consult, ended)]", "FreeSlot(consult, ended)")),
        new(
            "timer lost on reactivation",
            1,
            new Edit(
                "Grains/Pools/StateLicensePoolGrain.Sweep.cs",
                "            OnDue, new GrainTimerCreationOptions",
                "            _pool.Open > 0 ? _ => Task.CompletedTask : OnDue, new GrainTimerCreationOptions")),
        new(
            "reminder left out",
            13,
            new Edit(
                "Domain/Consults/ConsultWatch.cs",
                "                    && steps[i].Percent < 100\n",
                "                    && steps[i].Percent < 100 && steps[i].Action != LadderAction.RemindProvider\n")),
        new(
            "idempotency key stored after the answer",
            1,
            new Edit(
                ConsultGrain,
                "            (_, _) => claims);\n",
                """
                            (_, _) => []);
                        if (claims.Length > 0 && result is AppendResult.Appended)
                        {
                            _ = journal.Append(new AppendRequest(
                                "key/" + _id.Value, 0, [new NewEvent(ids.New<EventId>(), "key.kept", time.GetJournalNow(), default)], [], claims));
                        }


                """)),
        new("batch replay that applies an item twice", 1, [], BrokenJournals.ReplaysTwice),
        new("rows written for a refused event", 1, [], BrokenJournals.WritesRowsOfRefused),
    ];
}
