using System.Collections.Frozen;

namespace Dispatch.Api.Orders;

/// <summary>
/// Drugs that cannot be ordered here, because they need certified electronic prescribing. From
/// <c>controlled-substances.txt</c> beside this file.
/// </summary>
public static class ControlledSubstances
{
    private const string Resource = "controlled-substances.txt";

    private static readonly FrozenSet<string> Names = Load().ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly int WordsMaximum = Names.Max(n => n.Split(' ').Length);

    /// <returns>The listed name that the drug's name holds as whole words; null when there is none.</returns>
    public static string? FindIn(string drug)
    {
        var words = Words(drug);
        for (var from = 0; from < words.Count; from++)
        {
            for (var count = 1; count <= WordsMaximum && from + count <= words.Count; count++)
            {
                if (Names.TryGetValue(string.Join(' ', words.GetRange(from, count)), out var name))
                {
                    return name;
                }
            }
        }

        return null;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && char.IsLetter(text[i]);
            if (isLetter && start < 0)
            {
                start = i;
            }
            else if (!isLetter && start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }
        }

        return words;
    }

    private static IEnumerable<string> Load()
    {
        using var stream = typeof(ControlledSubstances).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }
}
