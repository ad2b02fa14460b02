using Dispatch.Api.Security;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Api;

public class TokenBucketTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void TryTake_OverTheBurst_SaysWhenToComeAgain()
    {
        var bucket = new TokenBucket(_time, ratePerSecond: 2, burst: 2);

        Assert.True(bucket.TryTake(out _));
        Assert.True(bucket.TryTake(out _));
        Assert.False(bucket.TryTake(out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(0.5), retryAfter);
        Assert.True(bucket.IsEmpty);
    }

    [Fact]
    public void TryTake_AfterTheTimeItSaid_Passes()
    {
        var bucket = new TokenBucket(_time, ratePerSecond: 2, burst: 1);
        bucket.TryTake(out _);
        bucket.TryTake(out var retryAfter);

        _time.Advance(retryAfter);

        Assert.True(bucket.TryTake(out _));
        Assert.False(bucket.TryTake(out _));
    }

    [Fact]
    public void TryTake_AfterALongPause_LetsThroughNoMoreThanTheBurst()
    {
        var bucket = new TokenBucket(_time, ratePerSecond: 100, burst: 3);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => bucket.TryTake(out var _)));
    }
}
