using Dispatch.Api;
using Dispatch.Api.Security;
using Dispatch.Journal;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Api;

public class AccessKeysTests
{
    private const string OperatorsToken = "an operator's token, long enough";

    private static readonly ApiLimits Limits = new()
    {
        AccessKeysCached = 10,
        AccessKeyTrust = TimeSpan.FromSeconds(60),
        AccessKeyDistrust = TimeSpan.FromSeconds(5),
    };

    private readonly ManualTime _time = new();
    private readonly RegistryOfProviders _registry = new();
    private readonly AccessKeys _keys;

    public AccessKeysTests() => _keys = new AccessKeys(
        _registry, OperatorToken.Load(new DispatchOptions { OperatorToken = OperatorsToken }, new SystemRandomSource()), Limits, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_MoreKeysThanAreCached_ForgetsTheOldestAndNeverTheOperator()
    {
        for (var i = 0; i < 100; i++)
        {
            await _keys.Find(Token(i), Cancellation);
        }

        Assert.True(_keys.TryGetKnown(Token(99), out var newest));
        Assert.IsType<Caller.OfProvider>(newest);
        Assert.False(_keys.TryGetKnown(Token(0), out _));
        Assert.InRange(Enumerable.Range(0, 100).Count(i => _keys.TryGetKnown(Token(i), out _)), 5, 10);
        Assert.True(_keys.TryGetKnown(TokenHash.Of(OperatorsToken), out var known));
        Assert.IsType<Caller.OfOperator>(known);
    }

    [Fact]
    public async Task Find_ManyGuesses_DoNotPushOutAKeyInUse()
    {
        await _keys.Find(Token(0), Cancellation);
        _registry.KnowsKeys = false;
        for (var i = 1; i < 100; i++)
        {
            Assert.Null(await _keys.Find(Token(i), Cancellation));
            Assert.True(_keys.TryGetKnown(Token(0), out var caller));
            Assert.NotNull(caller);
        }
    }

    [Fact]
    public async Task TryGetKnown_ARevokedKey_StopsWithinTheTrust()
    {
        await _keys.Find(Token(0), Cancellation);
        _registry.RevokedAt = _time.GetUtcNow();

        _time.Advance(Limits.AccessKeyTrust - TimeSpan.FromTicks(1));
        Assert.True(_keys.TryGetKnown(Token(0), out _));
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.False(_keys.TryGetKnown(Token(0), out _));
        Assert.Null(await _keys.Find(Token(0), Cancellation));
    }

    [Fact]
    public async Task TryGetKnown_AnUnknownKey_IsNobodysUntilTheDistrustEnds()
    {
        _registry.KnowsKeys = false;
        await _keys.Find(Token(0), Cancellation);
        _registry.KnowsKeys = true;

        _time.Advance(Limits.AccessKeyDistrust - TimeSpan.FromTicks(1));
        Assert.True(_keys.TryGetKnown(Token(0), out var nobody));
        Assert.Null(nobody);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.False(_keys.TryGetKnown(Token(0), out _));
        Assert.NotNull(await _keys.Find(Token(0), Cancellation));
    }

    private static TokenHash Token(int i) => TokenHash.Of($"pt_{i}");
}
