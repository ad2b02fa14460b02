using System.Text.Json;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Bodies;

/// <summary>Tells text that is no JSON from JSON whose values are of another kind than asked for.</summary>
public static class JsonFault
{
    public static Problem ToProblem(JsonException fault)
    {
        // The reader's own exception is inside for syntax; the message would repeat what was sent.
        if (fault.InnerException is JsonException || fault.Path is null or "$" or "")
        {
            return new Problem(
                ProblemTypes.MalformedJson, $"Not JSON as expected at line {(fault.LineNumber ?? 0) + 1}.");
        }

        var errors = new FieldErrors();
        errors.Add(fault.Path.StartsWith("$.", StringComparison.Ordinal) ? fault.Path[2..] : fault.Path, "Expected a value of another type.");
        return errors.ToProblem();
    }
}
