using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Consults;

/// <summary>
/// Tells made-up identities from people: an order for nobody is worse than a question back. A word that is also
/// somebody's real name (Null, Na, Last, Test are surnames) counts only when given and family name both are such words,
/// and a birthday that forms default to only together with such a word. E-mail addresses and phone numbers do not name
/// a person, so only a phone number of one repeated digit counts.
/// </summary>
public static class PlaceholderIdentity
{
    private const int RepeatedLetters = 3;
    private const int RepeatedDigits = 7;

    private static readonly DateOnly EarliestBirthDate = new(1900, 1, 2);

    private static readonly FrozenSet<string> NobodysNames = FrozenSet.ToFrozenSet(
    [
        "asdf", "asdfasdf", "qwerty", "testing", "testpatient", "patienttest", "testtest", "testuser", "firstname",
        "lastname", "givenname", "familyname", "surname", "unknown", "placeholder", "notavailable", "notapplicable",
        "noname", "anonymous", "undefined", "tbd", "lorem", "ipsum", "foobar",
    ]);

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "test", "tester", "patient", "user", "name", "first", "last", "given", "family", "na", "none", "null", "nil",
        "anon", "nobody", "dummy", "fake", "sample", "example", "demo", "temp", "foo", "bar", "baz", "abc", "xyz", "doe",
        "jane", "john",
    ]);

    private static readonly FrozenSet<DateOnly> DefaultBirthDates = FrozenSet.ToFrozenSet(
    [
        new DateOnly(1901, 1, 1), new DateOnly(1970, 1, 1), new DateOnly(1980, 1, 1), new DateOnly(1990, 1, 1),
        new DateOnly(2000, 1, 1), new DateOnly(1999, 9, 9), new DateOnly(1911, 11, 11),
    ]);

    /// <summary>Adds an error for each field that looks made up.</summary>
    /// <param name="patient">Valid in form.</param>
    /// <param name="today">The latest day that it is anywhere in the country.</param>
    public static void Check(PatientBody patient, DateOnly birthDate, DateOnly today, FieldErrors errors)
    {
        var given = Letters(patient.GivenName!);
        var family = Letters(patient.FamilyName!);
        CheckName("patient.givenName", given, errors);
        CheckName("patient.familyName", family, errors);
        var isWord = Words.Contains(given) || Words.Contains(family);
        if (Words.Contains(given) && Words.Contains(family))
        {
            errors.Add("patient.familyName", "Expected the patient's own name.");
        }

        if (birthDate > today || birthDate < EarliestBirthDate || (isWord && DefaultBirthDates.Contains(birthDate)))
        {
            errors.Add("patient.birthDate", "Expected the patient's own date of birth.");
        }

        var digits = patient.Phone?.Where(char.IsAsciiDigit).ToArray() ?? [];
        if (digits.Length >= RepeatedDigits && digits.All(d => d == digits[0]))
        {
            errors.Add("patient.phone", "Expected the patient's own number, or none.");
        }
    }

    private static void CheckName(string field, string letters, FieldErrors errors)
    {
        if (letters.Length == 0
            || NobodysNames.Contains(letters)
            || (letters.Length >= RepeatedLetters && letters.All(c => c == letters[0])))
        {
            errors.Add(field, "Expected the patient's own name.");
        }
    }

    // Scripts without case, and letters outside the first plane, are letters too.
    private static string Letters(string name)
    {
        var letters = new StringBuilder(name.Length);
        Span<char> encoded = stackalloc char[2];
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol)
            {
                letters.Append(encoded[..Rune.ToLowerInvariant(rune).EncodeToUtf16(encoded)]);
            }
        }

        return letters.ToString();
    }
}
