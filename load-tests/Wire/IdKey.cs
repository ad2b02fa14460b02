namespace Dispatch.LoadTests.Wire;

/// <summary>The 128 bits of an id such as <c>cns_01jd…</c>: what a table is keyed by, without making a text of it.</summary>
internal static class IdKey
{
    /// <summary>Bytes of an id with a prefix of three letters.</summary>
    public const int TextBytes = 30;

    private const int PrefixBytes = 4;
    private const int BitsPerLetter = 5;
    private const byte None = 0xFF;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly byte[] Values = MakeValues();

    /// <returns>False when it is no id.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out UInt128 key)
    {
        key = default;
        if (text.Length != TextBytes || text[PrefixBytes - 1] != '_')
            return false;
        foreach (var letter in text[PrefixBytes..])
        {
            var value = Values[letter];
            if (value == None)
                return false;
            key = (key << BitsPerLetter) | value;
        }

        return true;
    }

    /// <param name="prefix">Three letters.</param>
    /// <param name="key">Of an id with that prefix.</param>
    public static string Format(string prefix, UInt128 key) => string.Create(TextBytes, (prefix, key), static (text, id) =>
    {
        id.prefix.CopyTo(text);
        text[PrefixBytes - 1] = '_';
        for (var (i, rest) = (TextBytes - 1, id.key); i >= PrefixBytes; i--, rest >>= BitsPerLetter)
            text[i] = Alphabet[(int)(ulong)(rest & 31)];
    });

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        Array.Fill(values, None);
        for (var i = 0; i < Alphabet.Length; i++)
            values[Alphabet[i]] = (byte)i;
        return values;
    }
}
