using System.Text;
using System.Text.Json;
using Dispatch.Client.Hubs;

namespace Dispatch.Tests.Unit.Client;

public class HubFrameTests
{
    [Theory]
    [InlineData("""{"type":1,"target":"Offer","arguments":[{"a":[1,2]},"x"]}""")]
    [InlineData("""{"arguments": [{"a":[1,2]},"x"] , "headers":{"h":"v"}, "target":"Offer","type":1}""")]
    public void Parse_Invocation_InAnyOrder(string json)
    {
        var frame = HubFrame.Parse(Encoding.UTF8.GetBytes(json));

        Assert.Equal(HubFrame.Invocation, frame.Type);
        Assert.Equal("Offer", Encoding.UTF8.GetString(frame.Target));
        Assert.Equal("""[{"a":[1,2]},"x"]""", Encoding.UTF8.GetString(frame.Arguments));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("12.5")]
    [InlineData("\"text\"")]
    [InlineData("{\"deep\":{\"er\":[]}}")]
    public void Parse_Completion_KeepsTheResultAsItIs(string result)
    {
        var frame = HubFrame.Parse(Encoding.UTF8.GetBytes($$"""{"type":3,"invocationId":"42","result":{{result}}}"""));

        Assert.Equal(42, frame.InvocationId);
        Assert.Equal(result, Encoding.UTF8.GetString(frame.Result));
        Assert.Null(frame.Error);
    }

    [Theory]
    [InlineData("12x")]
    [InlineData("")]
    [InlineData("someone-else")]
    public void Parse_ForeignInvocationId_IsNobodys(string id) =>
        Assert.Equal(0, HubFrame.Parse(Encoding.UTF8.GetBytes($$"""{"type":3,"invocationId":"{{id}}"}""")).InvocationId);

    [Fact]
    public void Parse_NoObject_Throws() =>
        Assert.Throws<JsonException>(() => HubFrame.Parse("[1]"u8).Type);
}
