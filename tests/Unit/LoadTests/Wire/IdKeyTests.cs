using System.Text;
using Dispatch.Domain.Ids;
using Dispatch.LoadTests.Wire;

namespace Dispatch.Tests.Unit.LoadTests.Wire;

public class IdKeyTests
{
    [Fact]
    public void Parse_ThenFormat_GivesTheSameId()
    {
        var random = new Random(4);
        var uuid = new byte[16];
        for (var i = 0; i < 200; i++)
        {
            random.NextBytes(uuid);
            var id = TypeId.Format("cns", uuid);

            Assert.True(IdKey.TryParse(Encoding.ASCII.GetBytes(id), out var key));
            Assert.Equal(id, IdKey.Format("cns", key));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("cns_01jd7")]
    [InlineData("cns-01jd7000000000000000000000")]
    [InlineData("cns_01jd700000000000000000000l")]
    public void Parse_OfWhatIsNoId_IsRefused(string text) =>
        Assert.False(IdKey.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void JsonBytes_FindMembers()
    {
        var message = "{\"type\":1,\"target\":\"Offer\",\"arguments\":[{\"seq\":17,\"name\":\"a\\\"b\",\"services\":[\"botox\",\"iv\"]}]}"u8;

        Assert.Equal(1, JsonBytes.Number(message, "\"type\":"u8));
        Assert.Equal(17, JsonBytes.Number(message, "\"seq\":"u8));
        Assert.Equal("Offer"u8, JsonBytes.Text(message, "\"target\":\""u8));
        Assert.Equal("a\\\"b"u8, JsonBytes.Text(message, "\"name\":\""u8));
        Assert.Equal("[\"botox\",\"iv\"]"u8, JsonBytes.FlatArray(message, "\"services\":"u8));
        Assert.Null(JsonBytes.Number(message, "\"absent\":"u8));
        Assert.True(JsonBytes.Text(message, "\"absent\":\""u8).IsEmpty);
    }
}
