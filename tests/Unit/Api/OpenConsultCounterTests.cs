using Dispatch.Api.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal;

namespace Dispatch.Tests.Unit.Api;

public class OpenConsultCounterTests
{
    private static readonly ClinicId Clinic = new TypeIdSource(TimeProvider.System, new SystemRandomSource()).New<ClinicId>();

    private readonly OpenConsultCounter _counter = new();

    [Fact]
    public void TryAdd_AtTheLimit_Fails()
    {
        Assert.True(_counter.TryAdd(Clinic, limit: 1));
        Assert.False(_counter.TryAdd(Clinic, limit: 1));
    }

    [Fact]
    public void TryAdd_AfterOneThatDidNotBeginOrEnded_Succeeds()
    {
        Assert.True(_counter.TryAdd(Clinic, limit: 1));
        _counter.Settled(Clinic, began: false);
        Assert.True(_counter.TryAdd(Clinic, limit: 1));
        _counter.Settled(Clinic, began: true);
        Assert.False(_counter.TryAdd(Clinic, limit: 1));
        _counter.Remove(Clinic);
        Assert.True(_counter.TryAdd(Clinic, limit: 1));
    }

    [Fact]
    public void EndReading_OfAStoreThatDoesNotKnowWhatIsOnItsWay_KeepsItCounted()
    {
        Assert.True(_counter.TryAdd(Clinic, limit: 1));
        Read(stored: 0);
        Assert.False(_counter.TryAdd(Clinic, limit: 1));
    }

    [Fact]
    public void EndReading_WhatBecameDurableMeanwhile_IsCountedOnce()
    {
        Assert.True(_counter.TryAdd(Clinic, limit: 2));
        _counter.BeginReading();
        _counter.Settled(Clinic, began: true);
        _counter.EndReading(Stored(0));
        Assert.True(_counter.TryAdd(Clinic, limit: 2));
        Assert.False(_counter.TryAdd(Clinic, limit: 2));
    }

    [Fact]
    public void EndReading_WhenNothingIsOnItsWay_TakesTheStoresCount()
    {
        Assert.True(_counter.TryAdd(Clinic, limit: 3));
        _counter.Settled(Clinic, began: true);
        Read(stored: 3);
        Assert.False(_counter.TryAdd(Clinic, limit: 3));
        Read(stored: 0);
        Assert.True(_counter.TryAdd(Clinic, limit: 3));
    }

    [Fact]
    public void EndReading_WhileSomethingIsAlwaysOnItsWay_TakesTheStoresCountInTheEnd()
    {
        Assert.True(_counter.TryAdd(Clinic, limit: 100));
        for (var reading = 0; reading < 3; reading++)
        {
            Read(stored: 9);
        }

        Assert.False(_counter.TryAdd(Clinic, limit: 10));
        Assert.True(_counter.TryAdd(Clinic, limit: 11));
    }

    [Fact]
    public void EndReading_OfAClinicThatOthersServe_Counts()
    {
        Read(stored: 5);
        Assert.False(_counter.TryAdd(Clinic, limit: 5));
    }

    private void Read(int stored)
    {
        _counter.BeginReading();
        _counter.EndReading(Stored(stored));
    }

    private static Dictionary<ClinicId, int> Stored(int open) => open == 0 ? [] : new() { [Clinic] = open };
}
