using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using static Dispatch.Tests.Unit.Domain.Pools.LineSamples;

namespace Dispatch.Tests.Unit.Domain.Pools;

public sealed class CandidateTests
{
    [Fact]
    public void SaysTheSameAs_WhatWasSaidLater_IsTrue() =>
        Assert.True(Candidate("1", stamp: 1).SaysTheSameAs(Candidate("1", stamp: 2)));

    [Fact]
    public void SaysTheSameAs_WhateverElseDiffers_IsFalse()
    {
        var said = Candidate("1");
        Candidate[] others =
        [
            Candidate("2"),
            Candidate("1", credential: Credential.NP),
            Candidate("1", modalities: "Async"),
            Candidate("1", services: "botox"),
            Candidate("1", licensedUntil: 2_000_000),
            Candidate("1", idleSince: 1),
            Candidate("1", otherStates: "TX"),
            Candidate("1", languages: "es"),
            said with { ActiveSince = At(1) },
        ];

        Assert.All(others, other => Assert.False(said.SaysTheSameAs(other)));

        // None of the members of a candidate, its stamp apart, is missing above.
        Assert.Equal(typeof(Candidate).GetProperties().Length - 1, others.Length);
    }
}
