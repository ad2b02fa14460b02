using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Bodies;

/// <summary>What free-form JSON must be, its texts and the names of its members: what can be stored and shown again.</summary>
public static class JsonText
{
    private const char Nul = '\0';
    private const byte Escape = (byte)'\\';
    private const byte Brace = (byte)'{';
    private const byte Bracket = (byte)'[';

    /// <summary>
    /// Adds an error unless every text is well-formed Unicode without U+0000, and nothing nested deeper than
    /// <see cref="ApiLimits.JsonLevels"/>.
    /// </summary>
    public static bool Check(FieldErrors errors, string field, JsonElement json)
    {
        if (!IsShallow(json))
        {
            errors.Add(field, $"Expected at most {ApiLimits.JsonLevels} levels of objects and lists.");
            return false;
        }

        if (IsFit(json))
        {
            return true;
        }

        errors.Add(field, "Expected well-formed Unicode without U+0000.");
        return false;
    }

    private static bool IsShallow(JsonElement json)
    {
        // Nearly always there are fewer brackets than levels allowed, those inside texts counted too.
        var sent = JsonMarshal.GetRawUtf8Value(json);
        return sent.Count(Brace) + sent.Count(Bracket) <= ApiLimits.JsonLevels || HasAtMost(ApiLimits.JsonLevels, json);
    }

    private static bool HasAtMost(int levels, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => levels > 0 && json.EnumerateArray().All(item => HasAtMost(levels - 1, item)),
        JsonValueKind.Object => levels > 0 && json.EnumerateObject().All(member => HasAtMost(levels - 1, member.Value)),
        _ => true,
    };

    private static bool IsFit(JsonElement json)
    {
        try
        {
            // Without escapes every text is as it was sent, and U+0000 cannot be sent without one.
            var sent = JsonMarshal.GetRawUtf8Value(json);
            return (!sent.Contains(Escape) && Utf8.IsValid(sent)) || AllTextsFit(json);
        }
        catch (InvalidOperationException)
        {
            // The only way in which the reader tells of half a surrogate pair, or of bytes that are not UTF-8.
            return false;
        }
    }

    private static bool AllTextsFit(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => !json.GetString()!.Contains(Nul, StringComparison.Ordinal),
        JsonValueKind.Array => json.EnumerateArray().All(AllTextsFit),
        JsonValueKind.Object => json.EnumerateObject().All(
            member => !member.Name.Contains(Nul, StringComparison.Ordinal) && AllTextsFit(member.Value)),
        _ => true,
    };
}
