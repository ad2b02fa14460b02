using Dispatch.Api.Starting;

namespace Dispatch.Tests.Unit.Api;

public class CommandLineTests
{
    [Fact]
    public void Parse_Nothing_GivesTheDefaults()
    {
        var line = CommandLine.Parse([]);

        Assert.Equal((5080, false, false), (line.Port, line.Demo, line.Traffic));
    }

    [Fact]
    public void Parse_KnownAndUnknown_LeavesTheUnknownToTheHost()
    {
        var line = CommandLine.Parse(["--demo", "--port", "0", "--traffic", "--Dispatch:Store=sqlite:x.db"]);

        Assert.Equal((0, true, true), (line.Port, line.Demo, line.Traffic));
        Assert.Equal(["--Dispatch:Store=sqlite:x.db"], line.Rest);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port=65536")]
    public void Parse_NoPort_IsRefused(params string[] args) =>
        Assert.Throws<ArgumentException>(() => CommandLine.Parse(args));
}
