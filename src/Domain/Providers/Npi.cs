namespace Dispatch.Domain.Providers;

/// <summary>National Provider Identifiers: ten digits, the last one a check digit.</summary>
public static class Npi
{
    public const int Length = 10;

    // An NPI is checked as the card number that begins with 80840 (45 CFR 162.406): this is the prefix's Luhn sum.
    private const int PrefixSum = 24;

    /// <summary>Whether these are ten digits of which the last one is the check digit of the others.</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: Length } || !text.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = PrefixSum;
        for (var i = 0; i < Length; i++)
        {
            var digit = text[i] - '0';

            // Counted from the check digit, every second digit is doubled, and its digits are added up.
            var counts = i % 2 == 0 ? digit * 2 : digit;
            sum += counts > 9 ? counts - 9 : counts;
        }

        return sum % 10 == 0;
    }
}
