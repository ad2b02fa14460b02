
namespace Dispatch.Tests.Unit.Api;

public class StoreSettingTests
{
    [Fact]
    public void Parse_SqlitePath_IsTheFullPath()
    {
        var store = Assert.IsType<StoreSetting.Sqlite>(StoreSetting.Parse("sqlite:some/where.db"));

        Assert.Equal(Path.GetFullPath("some/where.db"), store.File);
        Assert.Equal(Path.GetFullPath("some"), store.Folder);
    }

    [Fact]
    public void Parse_ConnectionString_IsPostgresAndKeepsItsPasswordToItself()
    {
        const string Text = "Host=db;Database=dispatch;Username=dispatch;Password=hunter2";

        var store = Assert.IsType<StoreSetting.Postgres>(StoreSetting.Parse(Text));

        Assert.Equal(Text, store.ConnectionString);
        Assert.DoesNotContain("hunter2", store.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("dispatch.db")]
    [InlineData("postgres://dispatch:hunter2@db/dispatch")]
    [InlineData("Database=dispatch;Password=hunter2")]
    [InlineData("Host=db;Port=hunter2")]
    [InlineData("Host=db;Passwort=hunter2")]
    public void Parse_Nonsense_IsRefusedWithWhatWouldBeRightAndWithoutTheText(string text)
    {
        var fault = Assert.Throws<FormatException>(() => StoreSetting.Parse(text));

        Assert.Contains("sqlite:PATH", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Host=", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }
}
