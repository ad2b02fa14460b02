using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Unit.Domain.Ids;

public class TypeIdTests
{
    [Theory] // From the TypeID specification's list of valid ids.
    [InlineData("00000000000000000000000000000000", "prefix_00000000000000000000000000")]
    [InlineData("00000000000000000000000000000001", "prefix_00000000000000000000000001")]
    [InlineData("0000000000000000000000000000000a", "prefix_0000000000000000000000000a")]
    [InlineData("00000000000000000000000000000010", "prefix_0000000000000000000000000g")]
    [InlineData("00000000000000000000000000000020", "prefix_00000000000000000000000010")]
    [InlineData("ffffffffffffffffffffffffffffffff", "prefix_7zzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("0110c8531d0952d8d73e1194e95b5f19", "prefix_0123456789abcdefghjkmnpqrs")]
    [InlineData("01890a5dac96774bbcceb302099a8057", "prefix_01h455vb4pex5vsknk084sn02q")]
    public void Format_KnownUuid_IsTheKnownText(string uuid, string text)
    {
        Assert.Equal(text, TypeId.Format("prefix", Convert.FromHexString(uuid)));
        Assert.True(TypeId.IsValid("prefix", text));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public void Format_NotSixteenBytes_IsRefused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TypeId.Format("cns", new byte[length]));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cns_")]
    [InlineData("cns_01h455vb4pex5vsknk084sn02")] // too short
    [InlineData("cns_01h455vb4pex5vsknk084sn02qq")] // too long
    [InlineData("prv_01h455vb4pex5vsknk084sn02q")] // another prefix
    [InlineData("CNS_01h455vb4pex5vsknk084sn02q")]
    [InlineData("cns-01h455vb4pex5vsknk084sn02q")]
    [InlineData("cns_01H455VB4PEX5VSKNK084SN02Q")] // upper case
    [InlineData("cns_81h455vb4pex5vsknk084sn02q")] // more than 128 bits
    [InlineData("cns_01h455vb4pex5vsknk084sn02u")] // a letter that is not in the alphabet
    [InlineData("cns_01h455vb4pex5vsknk084sn0 q")]
    [InlineData(" cns_01h455vb4pex5vsknk084sn02")]
    public void IsValid_Malformed_IsFalse(string? text)
    {
        Assert.False(TypeId.IsValid("cns", text));
        Assert.False(ConsultId.TryParse(text, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void Format_SortsAsTheUuids() => RandomOperations.Check(300, 2, operations =>
    {
        if (operations is not [var first, var second])
        {
            return;
        }

        var (a, b) = (Uuid(first), Uuid(second));
        Assert.Equal(
            Math.Sign(a.AsSpan().SequenceCompareTo(b)),
            Math.Sign(string.CompareOrdinal(TypeId.Format("cns", a), TypeId.Format("cns", b))));
    });

    private static byte[] Uuid(int operation)
    {
        var dice = new Dice(operation);
        return [.. Enumerable.Range(0, 16).Select(i => (byte)dice.Next(i < 8 ? 2 : 256))];
    }
}
