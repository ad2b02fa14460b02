using System.Text;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Bodies;

/// <summary>What text fields must be. Lengths count Unicode scalar values: an emoji is as long as a letter.</summary>
public static class TextRules
{
    public const int NameLength = 200;
    public const int ReasonLength = 1_000;
    public const int EmailLength = 254;
    public const int PhoneLength = 40;

    /// <summary>Adds an error unless the text is there and fit to be stored.</summary>
    /// <param name="lines">Whether line breaks and tabs are allowed.</param>
    public static bool Require(FieldErrors errors, string field, string? value, int maximum, bool lines = false)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add(field, $"Required: 1 to {maximum} characters.");
            return false;
        }

        return Check(errors, field, value, maximum, lines);
    }

    /// <summary>As <see cref="Require"/>; null is right too.</summary>
    public static bool Check(FieldErrors errors, string field, string? value, int maximum, bool lines = false)
    {
        if (value is null || Fault(value, maximum, lines) is not { } fault)
        {
            return true;
        }

        errors.Add(field, fault);
        return false;
    }

    /// <summary>Whether <see cref="Check"/> finds the text right.</summary>
    public static bool IsFit(string text, int maximum, bool lines = false) => Fault(text, maximum, lines) is null;

    /// <summary>One <c>@</c> with something around it and a dot after it; more cannot be known without writing to it.</summary>
    public static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && text.Length <= EmailLength
            && text.IndexOf('@', at + 1) < 0
            && text.IndexOf('.', Math.Min(at + 2, text.Length)) is var dot && dot > 0 && dot < text.Length - 1
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }

    private static string? Fault(string text, int maximum, bool lines)
    {
        var length = 0;
        for (var rest = text.AsSpan(); rest.Length > 0; length++)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                return "Expected well-formed Unicode.";
            }

            if (Rune.IsControl(rune) && !(lines && rune.Value is ('\n' or '\r' or '\t')))
            {
                return "Expected no control characters.";
            }

            rest = rest[used..];
        }

        return length > maximum ? $"Expected at most {maximum} characters, found {length}." : null;
    }
}
