using System.Globalization;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Bodies;

/// <summary>How many entries of a list a page is to hold, as <c>limit</c> says it in a query.</summary>
public static class PageLimit
{
    /// <returns><paramref name="byDefault"/> when the query does not say.</returns>
    public static int Of(string? text, int byDefault, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return byDefault;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= ApiLimits.PageSizeMaximum)
        {
            return limit;
        }

        errors.Add("limit", $"Expected a number from 1 to {ApiLimits.PageSizeMaximum}.");
        return 1;
    }
}
