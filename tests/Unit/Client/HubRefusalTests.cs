using Dispatch.Client.Hubs;

namespace Dispatch.Tests.Unit.Client;

public class HubRefusalTests
{
    private const string WrappedUnbound = "Failed to invoke 'StartConsult' due to an error on the server. HubException: ";
    private const string Wrapped = "An unexpected error occurred invoking 'StartConsult' on the server. HubException: ";

    [Theory]
    [InlineData("urn:dispatch:gone: It is gone: too late.", "urn:dispatch:gone", "It is gone: too late.")]
    [InlineData("https://dispatch.example/problems/gone: Gone.", "https://dispatch.example/problems/gone", "Gone.")]
    [InlineData("/problems/gone: Gone.", "/problems/gone", "Gone.")]
    [InlineData(Wrapped + "urn:dispatch:gone: Gone.", "urn:dispatch:gone", "Gone.")]
    [InlineData(WrappedUnbound + "urn:dispatch:gone: Gone.", "urn:dispatch:gone", "Gone.")]
    public void Parse_WithType_SplitsItOff(string error, string type, string message) =>
        Assert.Equal(new HubRefusal(type, message), HubRefusal.Parse(error));

    [Theory]
    [InlineData("Failed to invoke 'X' due to an error on the server.")]
    [InlineData("Sorry: no.")]
    [InlineData("An unexpected error occurred invoking 'X' on the server.")]
    public void Parse_WithoutType_KeepsTheText(string error) =>
        Assert.Equal(new HubRefusal("about:blank", error), HubRefusal.Parse(error));
}
