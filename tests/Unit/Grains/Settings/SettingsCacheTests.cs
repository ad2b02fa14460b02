using Dispatch.Domain.Ids;
using Dispatch.Domain.Settings;
using Dispatch.Domain.Sla;
using Dispatch.Grains.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Unit.Grains.Settings;

public class SettingsCacheTests
{
    private static readonly ClinicId Clinic = new("cli_01jd7zzzzzzzzzzzzzzzzzzzzz");

    private readonly SettingsCache _cache = new(NullLogger<SettingsCache>.Instance);

    private ISettings Settings => _cache;

    [Fact]
    public void For_NothingSaid_IsNothing() => Assert.Null(Settings.For(SlaPolicyKind.Instance, Clinic));

    [Fact]
    public void For_TheClinicSaysSomething_IsThatAndNotTheDefault()
    {
        _cache.Learn(Policy(SettingScope.Default, 1, 20));
        Assert.Equal(TimeSpan.FromSeconds(20), FirstOffer());

        _cache.Learn(Policy(Clinic.Value, 1, 30));

        Assert.Equal(TimeSpan.FromSeconds(30), FirstOffer());
    }

    [Fact]
    public void Learn_ATakenBackDocument_LetsTheDefaultCountAgain()
    {
        _cache.Learn(Policy(SettingScope.Default, 1, 20));
        _cache.Learn(Policy(Clinic.Value, 1, 30));

        _cache.Learn(Policy(Clinic.Value, 2, 30) with { Body = "null" });

        Assert.Equal(TimeSpan.FromSeconds(20), FirstOffer());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Learn_AVersionThatIsNotNewer_ChangesNothing(int version)
    {
        _cache.Learn(Policy(SettingScope.Default, 2, 20));
        var revision = _cache.Revision;

        _cache.Learn(Policy(SettingScope.Default, version, 50));

        Assert.Equal(TimeSpan.FromSeconds(20), FirstOffer());
        Assert.Equal(revision, _cache.Revision);
    }

    [Fact]
    public void Learn_ANewVersion_MovesTheRevision()
    {
        var before = _cache.Revision;

        _cache.Learn(Policy(SettingScope.Default, 1, 20));

        Assert.True(_cache.Revision > before);
    }

    [Fact]
    public void Learn_ADocumentThatCannotBeRead_LeavesInForceWhatWas()
    {
        _cache.Learn(Policy(SettingScope.Default, 1, 20));

        _cache.Learn(Policy(SettingScope.Default, 2, 20) with { Body = """{"rules":7}""" });

        Assert.Equal(TimeSpan.FromSeconds(20), FirstOffer());
        Assert.Equal(2, _cache.Find("sla-policy", SettingScope.Default)!.Version);
    }

    private TimeSpan? FirstOffer() => Settings.For(SlaPolicyKind.Instance, Clinic)!.Rules[0].FirstOffer;

    private static Setting Policy(string scope, long version, int firstOfferSeconds) => new(
        "sla-policy",
        scope,
        version,
        $$$"""{"rules":[{"promises":{"firstOfferSeconds":{{{firstOfferSeconds}}}}}]}""",
        DateTimeOffset.UnixEpoch,
        "operator");
}
