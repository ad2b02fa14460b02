namespace Dispatch.LoadTests.Fleet;

/// <summary>National Provider Identifiers that pass their check digit.</summary>
public static class Npi
{
    // The Luhn sum of the prefix 80840 under which an NPI is a card number.
    private const int PrefixSum = 24;
    private const int FirstDigits = 100_000_000;

    /// <param name="number">From 0 to 899,999,999; each gives another NPI.</param>
    public static string FromNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 899_999_999);
        var digits = (FirstDigits + number).ToString();
        var sum = PrefixSum;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[i] - '0';

            // Seen from the check digit at the end, every other one is doubled, the ninth first.
            if (i % 2 == 0)
                digit = digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return digits + ((10 - (sum % 10)) % 10);
    }
}
