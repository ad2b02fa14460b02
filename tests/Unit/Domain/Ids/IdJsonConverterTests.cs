using System.Text.Json;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Unit.Domain.Ids;

public class IdJsonConverterTests
{
    private const string Text = "cns_01h455vb4pex5vsknk084sn02q";

    [Fact]
    public void Id_AsValueAndAsPropertyName_ComesBack()
    {
        var id = new ConsultId(Text);
        var names = new Dictionary<ConsultId, int> { [id] = 1 };

        Assert.Equal($"\"{Text}\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<ConsultId>($"\"{Text}\""));
        Assert.Equal(names, JsonSerializer.Deserialize<Dictionary<ConsultId, int>>(JsonSerializer.Serialize(names)));
    }

    [Theory]
    [InlineData("\"prv_01h455vb4pex5vsknk084sn02q\"")]
    [InlineData("\"cns_\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    public void Read_NotAnIdOfItsKind_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ConsultId>(json));

    [Fact]
    public void Prefixes_OfAllKinds_AreDifferent()
    {
        string[] prefixes =
        [
            ClinicId.Prefix, ConsultId.Prefix, EventId.Prefix, LocationId.Prefix, OfferId.Prefix, OrderId.Prefix,
            ProviderId.Prefix,
        ];

        Assert.Equal(prefixes.Length, prefixes.Distinct().Count());
    }
}
