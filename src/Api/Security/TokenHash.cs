using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Api.Security;

/// <summary>SHA-256 of a bearer token: all that is kept of it. Tokens are 256 random bits, so no salt is needed.</summary>
public readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[AccessToken.LengthMaximum * 3];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(token, text)], hash);
        return OfBytes(hash);
    }

    /// <param name="hash">As <see cref="ToBytes"/> writes it.</param>
    public static TokenHash OfBytes(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt64BigEndian(hash),
        BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));

    public byte[] ToBytes()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), B);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), C);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), D);
        return bytes;
    }

    /// <summary>Takes the same time wherever the difference is.</summary>
    public bool Equals(TokenHash other) => ((A ^ other.A) | (B ^ other.B) | (C ^ other.C) | (D ^ other.D)) == 0;

    public override int GetHashCode() => (int)A;
}
