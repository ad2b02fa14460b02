using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Bodies;

/// <summary>What every text inside free-form JSON must be, names of members included: what can be stored and shown again.</summary>
public static class JsonText
{
    private const char Nul = '\0';
    private const byte Escape = (byte)'\\';

    /// <summary>Adds an error unless every text is well-formed Unicode without U+0000.</summary>
    public static bool Check(FieldErrors errors, string field, JsonElement json)
    {
        if (IsFit(json))
        {
            return true;
        }

        errors.Add(field, "Expected well-formed Unicode without U+0000.");
        return false;
    }

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
