using Dispatch.Domain.Consults;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Domain.Consults;

public class SoftPreferencesTests
{
    private static readonly SoftPreferences AdaForAMinute = new(Ada, At(60));

    [Fact]
    public void Allow_None_IsEverybody() => Assert.True(SoftPreferences.None.Allow(Bob, [], DateTimeOffset.MinValue));

    [Fact]
    public void Allow_ThePreferred_Always() => Assert.True(AdaForAMinute.Allow(Ada, [], At(0)));

    [Fact]
    public void Allow_Another_OnceThePreferenceIsNotInForce()
    {
        Assert.False(AdaForAMinute.Allow(Bob, [], At(60).AddTicks(-1)));
        Assert.True(AdaForAMinute.Allow(Bob, [], At(60)));
    }

    [Fact]
    public void Allow_WithALanguage_IsWhoeverSpeaksItWhileInForce()
    {
        var spanish = new SoftPreferences(null, At(60), Language: "es");

        Assert.True(spanish.Allow(Bob, ["en", "es"], At(0)));
        Assert.False(spanish.Allow(Bob, ["en"], At(0)));
        Assert.False(spanish.Allow(Bob, default, At(0)));
        Assert.True(spanish.Allow(Bob, ["en"], At(60)));
    }
}
