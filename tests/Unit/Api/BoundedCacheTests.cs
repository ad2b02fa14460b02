using Dispatch.Api.Security;

namespace Dispatch.Tests.Unit.Api;

public class BoundedCacheTests
{
    [Fact]
    public void Put_MoreThanItHolds_ForgetsTheOldest()
    {
        var cache = new BoundedCache<int, string>(capacity: 10);
        for (var i = 0; i < 100; i++)
        {
            cache.Put(i, $"{i}");
        }

        Assert.Equal("99", cache.TryGet(99, out var newest) ? newest : null);
        Assert.False(cache.TryGet(0, out _));
        Assert.InRange(Enumerable.Range(0, 100).Count(i => cache.TryGet(i, out _)), 5, 10);
    }

    [Fact]
    public void TryGet_WhatIsUsedOften_Stays()
    {
        var cache = new BoundedCache<int, string>(capacity: 10);
        cache.Put(-1, "kept");
        for (var i = 0; i < 100; i++)
        {
            cache.Put(i, $"{i}");
            Assert.True(cache.TryGet(-1, out _));
        }
    }

    [Fact]
    public void TryAdd_WhatIsThere_IsRefusedAndKeepsItsValueHoweverOldItIs()
    {
        var cache = new BoundedCache<int, string>(capacity: 10);

        Assert.True(cache.TryAdd(-1, "first"));
        for (var i = 0; i < 5; i++)
        {
            Assert.True(cache.TryAdd(i, $"{i}"));
        }

        Assert.False(cache.TryAdd(-1, "second"));
        Assert.Equal("first", cache.TryGet(-1, out var kept) ? kept : null);
    }
}
