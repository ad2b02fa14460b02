using System.Globalization;
using System.Text.Json;

namespace Dispatch.Tests.Integration.Contract.Support;

/// <summary>
/// Compares JSON with a picture of it: objects have exactly the members of the picture's, in any order; every element of a
/// list is as the picture's only one. A picture's strings say what stands there: <c>string</c>, <c>number</c>, <c>bool</c>,
/// <c>null</c>, <c>time</c>, <c>date</c>, <c>any</c>, <c>cns_</c> and the other prefixes of ids, or <c>=text</c>.
/// </summary>
public static class Shape
{
    private const int IdSuffixLength = 26;

    public static void Matches(string picture, JsonElement actual) =>
        Compare(JsonDocument.Parse(picture).RootElement, actual, "$");

    private static void Compare(JsonElement picture, JsonElement actual, string at)
    {
        switch (picture.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.True(actual.ValueKind == JsonValueKind.Object, $"Expected an object at {at}, found {actual}.");
                Assert.Equal(Names(picture), Names(actual));
                foreach (var member in picture.EnumerateObject())
                {
                    Compare(member.Value, actual.GetProperty(member.Name), $"{at}.{member.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.True(actual.ValueKind == JsonValueKind.Array, $"Expected a list at {at}, found {actual}.");
                Assert.Equal(picture.GetArrayLength() == 0, actual.GetArrayLength() == 0);
                foreach (var element in actual.EnumerateArray())
                {
                    Compare(picture[0], element, at + "[]");
                }

                break;
            default:
                Assert.True(Is(picture.GetString()!, actual), $"Expected {picture} at {at}, found {actual.GetRawText()}.");
                break;
        }
    }

    private static string Names(JsonElement element) =>
        string.Join(' ', element.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));

    private static bool Is(string picture, JsonElement actual) => picture switch
    {
        "any" => true,
        "null" => actual.ValueKind == JsonValueKind.Null,
        "number" => actual.ValueKind == JsonValueKind.Number,
        "bool" => actual.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ when actual.ValueKind != JsonValueKind.String => false,
        "string" => true,
        "time" => IsUtcTime(actual.GetString()!),
        "date" => DateOnly.TryParseExact(actual.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ['=', .. var text] => actual.GetString() == text,
        [.., '_'] => actual.GetString()!.StartsWith(picture, StringComparison.Ordinal)
            && actual.GetString()!.Length == picture.Length + IdSuffixLength,
        _ => throw new ArgumentException($"Expected a known picture, found {picture}."),
    };

    // RFC 3339 in UTC; .NET writes it with an offset of zero.
    private static bool IsUtcTime(string text) =>
        (text.EndsWith('Z') || text.EndsWith("+00:00", StringComparison.Ordinal))
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);
}
