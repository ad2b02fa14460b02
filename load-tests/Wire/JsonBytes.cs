using System.Buffers.Text;

namespace Dispatch.LoadTests.Wire;

/// <summary>
/// Finds members of known messages by their bytes, without parsing the whole. Right for messages of our own server, whose
/// JSON has no blanks and whose member names do not occur in texts; the first occurrence counts.
/// </summary>
internal static class JsonBytes
{
    /// <param name="json">The message.</param>
    /// <param name="start">The member's name with quotes and colon, and the opening quote: <c>"id":"</c>.</param>
    /// <returns>The text as it stands, escapes included; empty when the member is not there.</returns>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> start)
    {
        var at = json.IndexOf(start);
        if (at < 0)
            return default;
        var rest = json[(at + start.Length)..];
        for (var end = 0; end < rest.Length; end++)
        {
            if (rest[end] == '"')
                return rest[..end];
            if (rest[end] == '\\')
                end++;
        }

        return default;
    }

    /// <param name="json">The message.</param>
    /// <param name="start">The member's name with quotes and colon: <c>"seq":</c>.</param>
    /// <returns>Null when the member is not there or no whole number.</returns>
    public static long? Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> start)
    {
        var at = json.IndexOf(start);
        return at >= 0 && Utf8Parser.TryParse(json[(at + start.Length)..], out long number, out _) ? number : null;
    }

    /// <summary>An array of texts or numbers, brackets included; empty when the member is not there.</summary>
    public static ReadOnlySpan<byte> FlatArray(ReadOnlySpan<byte> json, ReadOnlySpan<byte> start)
    {
        var at = json.IndexOf(start);
        if (at < 0)
            return default;
        var rest = json[(at + start.Length)..];
        var end = rest.IndexOf((byte)']');
        return end < 0 || rest[0] != '[' ? default : rest[..(end + 1)];
    }
}
