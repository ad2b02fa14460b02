using System.Buffers;
using System.Buffers.Binary;

namespace Dispatch.Domain.Ids;

/// <summary>
/// The written form of every id: a prefix of lower-case letters, an underscore, and 128 bits as 26 characters of
/// Crockford's base32 in lower case (TypeID 0.3). Ids of one prefix sort as text in the order of their UUIDs.
/// </summary>
public static class TypeId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int SuffixLength = 26;

    private static readonly SearchValues<char> AlphabetValues = SearchValues.Create(Alphabet);

    /// <param name="uuid">16 bytes, most significant first.</param>
    public static string Format(string prefix, ReadOnlySpan<byte> uuid)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(uuid.Length, 16);
        Span<char> text = stackalloc char[prefix.Length + 1 + SuffixLength];
        prefix.CopyTo(text);
        text[prefix.Length] = '_';
        var suffix = text[(prefix.Length + 1)..];

        // 128 bits are 26 groups of five with two leading zero bits.
        var high = BinaryPrimitives.ReadUInt64BigEndian(uuid);
        var low = BinaryPrimitives.ReadUInt64BigEndian(uuid[8..]);
        var value = new UInt128(high, low);
        for (var i = SuffixLength - 1; i >= 0; i--)
        {
            suffix[i] = Alphabet[(int)(ulong)(value & 31)];
            value >>= 5;
        }

        return new string(text);
    }

    /// <summary>A small number as so many characters of an id, five bits each.</summary>
    public static string Write(int value, int characters) => string.Create(characters, value, static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[rest & 31];
            rest >>= 5;
        }
    });

    /// <summary>The number that <see cref="Write"/> wrote; of characters that are none of an id's, some number all the same.</summary>
    public static int Read(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var character in text)
        {
            value = (value << 5) | Math.Max(0, Alphabet.IndexOf(character, StringComparison.Ordinal));
        }

        return value;
    }

    /// <summary>Whether the text is an id of this prefix, in canonical form. Says nothing of whether it exists.</summary>
    public static bool IsValid(string prefix, string? text)
    {
        if (text is null
            || text.Length != prefix.Length + 1 + SuffixLength
            || !text.StartsWith(prefix, StringComparison.Ordinal)
            || text[prefix.Length] != '_'
            || text[prefix.Length + 1] > '7')
        {
            return false;
        }

        return text.AsSpan(prefix.Length + 1).IndexOfAnyExcept(AlphabetValues) < 0;
    }
}
