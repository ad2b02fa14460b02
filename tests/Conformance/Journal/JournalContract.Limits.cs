using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>What is at a limit of the journal passes, what is over it is refused.</summary>
public abstract partial class JournalContract
{
    [Fact]
    public void Append_OverALimit_IsRefusedBeforeItIsQueued()
    {
        var request = Samples.Append(Samples.NewStream());
        var payload = new byte[JournalLimits.PayloadBytes + 1];
        AppendRequest[] refused =
        [
            request with { Stream = "" },
            request with { Stream = new string('s', JournalLimits.StreamNameLength + 1) },
            request with { Stream = "cns_\0" },
            request with { ExpectedVersion = -1 },
            request with { Events = [] },
            request with { Events = Samples.Repeat(JournalLimits.EventsPerAppend + 1, () => Samples.Event()) },
            request with { Events = [Samples.Event() with { Payload = payload }] },
            request with { Events = [Samples.Event() with { Id = new EventId(new string('e', JournalLimits.StreamNameLength + 1)) }] },
            request with { Events = [Samples.Event(type: new string('t', JournalLimits.StreamNameLength + 1))] },
            request with { Claims = Samples.Repeat<ClaimChange>(JournalLimits.ClaimsPerAppend + 1, () => new ClaimChange.Take("s", Samples.NewStream(), "h")) },
            request with { Claims = [new ClaimChange.Take("s", new string('k', JournalLimits.ClaimLength + 1), "h")] },
            request with { Claims = [new ClaimChange.Take(new string('s', JournalLimits.ClaimLength + 1), "k", "h")] },
            request with { Claims = [new ClaimChange.Take("s", "k", new string('h', JournalLimits.ClaimLength + 1))] },
            request with { Claims = [new ClaimChange.Take("s", "k", "")] },
            request with { Claims = [new ClaimChange.Take("s\0", "k", "h")] },
            request with { Claims = [new ClaimChange.Take("s", "k\0", "h")] },
            request with { Claims = [new ClaimChange.Take("s", "k", "h\0")] },
            request with { Rows = Samples.Repeat<RowChange>(JournalLimits.RowsPerAppend + 1, NewClinic) },
            request with { Rows = default },
            request.With(Samples.Consult(
                Samples.Ticket(Samples.New<ConsultId>(), Samples.New<ClinicId>()), patient: new SealedData(new byte[JournalLimits.RowBytes]))),
        ];

        Assert.All(refused, bad => Assert.ThrowsAny<ArgumentException>(() => { _ = Journal.Append(bad); }));
    }

    [Fact]
    public async Task Append_AtEveryLimit_IsTaken()
    {
        Fixture.Start();
        var stream = Samples.NewStream();
        var request = new AppendRequest(
            stream,
            0,
            Samples.Repeat(JournalLimits.EventsPerAppend, () => Samples.Event()),
            Samples.Repeat<RowChange>(JournalLimits.RowsPerAppend, NewClinic),
            Samples.Repeat<ClaimChange>(JournalLimits.ClaimsPerAppend, () => new ClaimChange.Take("limit", Samples.NewStream(), "h")));

        Assert.Equal(new AppendResult.Appended(JournalLimits.EventsPerAppend), await Journal.Append(request));
        var largest = Samples.Event() with { Payload = new byte[JournalLimits.PayloadBytes] };
        Assert.IsType<AppendResult.Appended>(
            await Journal.Append(new AppendRequest(stream, JournalLimits.EventsPerAppend, [largest], [], [])));
    }

    [Fact]
    public async Task Append_WithTheLongestNames_IsTakenAndReadBackWhole()
    {
        Fixture.Start();
        var stream = new string('s', JournalLimits.StreamNameLength);
        var longest = Samples.Event(type: new string('t', JournalLimits.StreamNameLength)) with
        {
            Id = new EventId(new string('e', JournalLimits.StreamNameLength)),
        };
        var claim = new ClaimChange.Take(
            new string('c', JournalLimits.ClaimLength), new string('k', JournalLimits.ClaimLength), new string('h', JournalLimits.ClaimLength));

        Assert.Equal(new AppendResult.Appended(1), await Journal.Append(new AppendRequest(stream, 0, [longest], [], [claim])));

        var read = Assert.Single(await Journal.Read(stream));
        Assert.Equal((stream, longest.Id, longest.Type), (read.Stream, read.Id, read.Type));
        Assert.Equal(
            new AppendResult.ClaimTaken(claim.Scope, claim.Key, claim.Holder),
            await Journal.Append(Samples.Append(Samples.NewStream()).With(claim with { Holder = "other" })));
    }

    [Fact]
    public async Task Read_OfALongerStreamThanOneReadGives_GivesThatManyAndThenTheRest()
    {
        Fixture.Start();
        var stream = Samples.NewStream();
        var written = 0;
        while (written <= JournalLimits.EventsPerRead)
        {
            var events = Samples.Repeat(JournalLimits.EventsPerAppend, () => Samples.Event());
            Assert.IsType<AppendResult.Appended>(await Journal.Append(new AppendRequest(stream, written, events, [], [])));
            written += events.Length;
        }

        Assert.Equal(JournalLimits.EventsPerRead, (await Journal.Read(stream)).Count);
        Assert.Equal(
            Enumerable.Range(JournalLimits.EventsPerRead + 1, written - JournalLimits.EventsPerRead).Select(i => (long)i),
            (await Journal.Read(stream, JournalLimits.EventsPerRead)).Select(e => e.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(JournalLimits.EventsPerRead + 1)]
    public async Task Read_WithALimitOutOfRange_IsRefused(int limit)
    {
        Fixture.Start();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Journal.Read(Samples.NewStream(), limit: limit));
    }

    [Fact]
    public async Task Find_OfMoreConsultsThanOneCallTakes_IsRefused()
    {
        Fixture.Start();
        ConsultId[] most = [.. Samples.Repeat(JournalLimits.FindPerCall, Samples.New<ConsultId>)];

        Assert.Empty(await Fixture.OpenConsults.Find(most));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Fixture.OpenConsults.Find([.. most, Samples.New<ConsultId>()]));
    }

    private static RowChange NewClinic() => new ClinicRow(Samples.Clinic(Samples.New<ClinicId>(), "c"));
}
