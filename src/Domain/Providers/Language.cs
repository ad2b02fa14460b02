namespace Dispatch.Domain.Providers;

/// <summary>
/// Languages by their primary subtag (BCP 47), in lower case: <c>es</c> for <c>es-MX</c>. Whoever speaks a language
/// serves each of its regions.
/// </summary>
public static class Language
{
    private const int TagLength = 35;
    private const int SubtagLength = 8;

    /// <summary>False when the text is no language tag.</summary>
    public static bool TryParse(string? tag, out string primary)
    {
        primary = "";
        if (tag is not { Length: >= 2 and <= TagLength })
        {
            return false;
        }

        var subtags = tag.Split('-');
        if (subtags[0].Length is < 2 or > 3 || !subtags[0].All(char.IsAsciiLetter)
            || !subtags.All(s => s.Length is > 0 and <= SubtagLength && s.All(char.IsAsciiLetterOrDigit)))
        {
            return false;
        }

        primary = subtags[0].ToLowerInvariant();
        return true;
    }
}
