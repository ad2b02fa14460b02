using Dispatch.Domain.Settings;
using Dispatch.Journal;
using Dispatch.Journal.Rows;

namespace Dispatch.Tests.Conformance.Journal;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Settings_Edited_AreReadBackAtTheirLastVersionInTheOrderOfKindAndScope()
    {
        Fixture.Start();
        await Edit(new Setting("sla-policy", "default", 1, """{"rules":[]}""", Samples.At, "operator"));
        await Edit(new Setting("hours", "default", 1, "null", Samples.At, "operator"));
        var last = new Setting("sla-policy", "default", 2, """{"rules":["é"]}""", Samples.At.AddSeconds(9), "somebody else");
        await Edit(last);

        var all = await Fixture.Settings.All(10);

        Assert.Equal(["hours", "sla-policy"], all.Select(setting => setting.Kind));
        Assert.Equal(last, all[1]);
        Assert.Single(await Fixture.Settings.All(1));
    }

    [Fact]
    public async Task Settings_ChangedSince_AreThoseAtOrAfterTheInstant()
    {
        Fixture.Start();
        await Edit(new Setting("sla-policy", "default", 1, "null", Samples.At, "operator"));
        var later = new Setting("sla-policy", "cli_x", 1, "null", Samples.At.AddSeconds(1), "operator");
        await Edit(later);

        Assert.Equal([later], await Fixture.Settings.ChangedSince(Samples.At.AddSeconds(1), 10));
        Assert.Equal(2, (await Fixture.Settings.ChangedSince(Samples.At, 10)).Count);
        Assert.Empty(await Fixture.Settings.ChangedSince(Samples.At.AddSeconds(2), 10));
    }

    private async Task Edit(Setting setting) => Assert.IsType<AppendResult.Appended>(await Fixture.Journal.Append(
        Samples.Append(SettingChanged.StreamOf(setting.Kind, setting.Scope), setting.Version - 1).With(new SettingRow(setting))));
}
