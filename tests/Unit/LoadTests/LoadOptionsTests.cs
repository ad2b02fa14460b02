using Dispatch.LoadTests;

namespace Dispatch.Tests.Unit.LoadTests;

public class LoadOptionsTests
{
    [Fact]
    public void Parse_ReadsEveryOption()
    {
        var options = LoadOptions.Parse(
            ["steady", "--rate", "50.5", "--providers", "7", "--hold-p99", "20", "--no-build", "--url", "http://h:1,http://h:2", "--operator-token", "t",
             "--server-pid", "3,4", "--metrics", "http://h:3/metrics"]);

        Assert.Equal(50.5, options.Rate);
        Assert.Equal(7, options.Population.Providers);
        Assert.Equal(5, options.Population.Licenses);
        Assert.Equal(20, options.HoldP99Ms);
        Assert.Null(options.HoldRate);
        Assert.False(options.Build);
        Assert.Equal([new Uri("http://h:1"), new Uri("http://h:2")], options.Urls);
        Assert.Equal([3, 4], options.ServerProcessIds);
        Assert.Equal([new Uri("http://h:3/metrics")], options.Metrics);
    }

    [Fact]
    public void WithoutSecrets_LeavesTokensAndConnectionStringsOut() =>
        Assert.Equal(
            "steady --store … --operator-token … --rate 5",
            LoadOptions.WithoutSecrets(["steady", "--store", "Host=h;Password=p", "--operator-token", "t", "--rate", "5"]));

    [Fact]
    public void WithoutSecrets_KeepsTheNameOfAServerOfTheRunsOwn() =>
        Assert.Equal("steady --store postgres", LoadOptions.WithoutSecrets(["steady", "--store", "postgres"]));

    [Fact]
    public void Parse_OfAConnectionString_StartsNoServer()
    {
        Assert.True(LoadOptions.Parse(["steady", "--store", "postgres"]).StartsPostgres);
        Assert.False(LoadOptions.Parse(["steady", "--store", "Host=h;Database=postgres"]).StartsPostgres);
    }

    [Fact]
    public void Parse_OfADrain_TakesNoValueAfterIt()
    {
        var options = LoadOptions.Parse(["silo-kill", "--drain", "--kill-pid", "7", "--state", "CA"]);

        Assert.True(options.Drains);
        Assert.Equal(7, options.KillProcessId);
        Assert.Equal("CA", options.Population.OnlyState);
        Assert.False(LoadOptions.Parse(["silo-kill", "--kill-pid", "7"]).Drains);
    }

    [Theory]
    [InlineData]
    [InlineData("storm")]
    [InlineData("steady", "--rate")]
    [InlineData("steady", "--rate", "0")]
    [InlineData("steady", "--providers", "1.5")]
    [InlineData("steady", "--speed", "9")]
    [InlineData("steady", "--url", "http://h:1")]
    [InlineData("steady", "--url", "http://h:1,here", "--operator-token", "t")]
    [InlineData("steady", "--server-pid", "1,")]
    [InlineData("steady", "--kill-pid", "7")]
    [InlineData("silo-kill")]
    [InlineData("steady", "--drain")]
    [InlineData("steady", "--store", "postgres", "--store-pid", "7")]
    [InlineData("steady", "--store", "postgres", "--url", "http://h:1", "--operator-token", "t")]
    public void Parse_NotUnderstood_Throws(params string[] arguments) =>
        Assert.Throws<FormatException>(() => LoadOptions.Parse(arguments));
}
