using System.Net;
using Dispatch.Api;
using Dispatch.Api.Security;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Api;

public class FailedAuthenticationsTests
{
    private const int Burst = 5;

    private static readonly IPAddress Guesser = Address(0);

    private readonly ManualTime _time = new();
    private readonly FailedAuthentications _failures;

    public FailedAuthenticationsTests() => _failures = new FailedAuthentications(
        new ApiLimits { FailedAuthenticationsPerSecond = 1, AddressesTracked = 10 }, _time);

    [Fact]
    public void Count_UpToTheBurst_StopsThatAddressUntilTimePasses()
    {
        Fail(Guesser, Burst - 1);
        Assert.False(_failures.AreTooMany(Guesser));
        Fail(Guesser, 1);

        Assert.True(_failures.AreTooMany(Guesser));
        Assert.False(_failures.AreTooMany(Address(1)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_failures.AreTooMany(Guesser));
    }

    [Fact]
    public void Count_OfMoreAddressesThanAreTracked_ForgetsTheOldest()
    {
        for (var i = 0; i < 100; i++)
        {
            Fail(Address(i), Burst);
        }

        Assert.True(_failures.AreTooMany(Address(99)));
        Assert.False(_failures.AreTooMany(Guesser));
        Assert.InRange(Enumerable.Range(0, 100).Count(i => _failures.AreTooMany(Address(i))), 5, 10);
    }

    [Fact]
    public void Count_OfManyOtherAddresses_DoesNotFreeOneThatGoesOn()
    {
        Fail(Guesser, Burst);
        for (var i = 1; i < 100; i++)
        {
            Fail(Address(i), 1);
            Assert.True(_failures.AreTooMany(Guesser));
        }
    }

    private static IPAddress Address(int i) => new([10, 0, 0, (byte)i]);

    private void Fail(IPAddress from, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _failures.Count(from);
        }
    }
}
