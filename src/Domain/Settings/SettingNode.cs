using System.Globalization;
using System.Text.Json;

namespace Dispatch.Domain.Settings;

/// <summary>
/// A part of a setting's document as it is read: whatever is missing is null, whatever is wrong is reported with its
/// path. A member that nobody asks for is reported too (see <see cref="Only"/>): a slip of the pen must not be silent.
/// </summary>
public readonly record struct SettingNode(JsonElement Json, string Path, SettingFault Fault)
{
    public bool IsMissing => Json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public SettingNode Member(string name) => new(
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var member) ? member : default,
        Path.Length == 0 ? name : $"{Path}.{name}",
        Fault);

    /// <summary>Reports that this is not an object, and every member that is not one of these.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        if (Json.ValueKind != JsonValueKind.Object)
        {
            Report("Expected an object.");
            return;
        }

        foreach (var member in Json.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                Member(member.Name).Report($"Expected one of {string.Join(", ", names.ToArray())}.");
            }
        }
    }

    /// <summary>The elements of a list; none when it is missing.</summary>
    public IReadOnlyList<SettingNode> List(int atMost)
    {
        if (IsMissing)
        {
            return [];
        }

        if (Json.ValueKind != JsonValueKind.Array || Json.GetArrayLength() > atMost)
        {
            Report($"Expected a list of at most {atMost}.");
            return [];
        }

        var (path, fault) = (Path, Fault);
        return [.. Json.EnumerateArray().Select((element, i) => new SettingNode(element, $"{path}[{i}]", fault))];
    }

    public string? Text(int atMost)
    {
        if (IsMissing)
        {
            return null;
        }

        if (Json.ValueKind == JsonValueKind.String && Json.GetString() is { Length: > 0 } text && text.Length <= atMost)
        {
            return text;
        }

        Report($"Expected text of 1 to {atMost} characters.");
        return null;
    }

    public int? Whole(int from, int to)
    {
        if (IsMissing)
        {
            return null;
        }

        if (Json.ValueKind == JsonValueKind.Number && Json.TryGetInt32(out var number) && number >= from && number <= to)
        {
            return number;
        }

        Report(string.Create(CultureInfo.InvariantCulture, $"Expected a whole number from {from} to {to}."));
        return null;
    }

    /// <summary>A duration given as a whole number of seconds.</summary>
    public TimeSpan? Seconds(TimeSpan from, TimeSpan to) =>
        Whole((int)from.TotalSeconds, (int)to.TotalSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>One of the enum's words, in camel case.</summary>
    public TEnum? Word<TEnum>(params ReadOnlySpan<TEnum> words)
        where TEnum : struct, Enum
    {
        if (IsMissing)
        {
            return null;
        }

        if (Json.ValueKind == JsonValueKind.String)
        {
            foreach (var word in words)
            {
                if (Json.GetString() == NameOf(word))
                {
                    return word;
                }
            }
        }

        Report($"Expected one of {string.Join(", ", words.ToArray().Select(NameOf))}.");
        return null;
    }

    /// <summary>Reports that what has to be there is not.</summary>
    public void Require()
    {
        if (IsMissing)
        {
            Report("Expected a value.");
        }
    }

    public void Report(string expected) => Fault(Path, expected);

    private static string NameOf<TEnum>(TEnum word)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}
