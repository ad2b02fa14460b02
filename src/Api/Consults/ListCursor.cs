using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Consults;

/// <summary>Where a page of a list ended. Opaque to callers; stays right while consults are added.</summary>
public static class ListCursor
{
    private const int LengthMaximum = 200;

    public static string Encode(DateTimeOffset requestedAt, ConsultId id) => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{requestedAt.UtcTicks}:{id}")));

    /// <summary>False when it was not made by <see cref="Encode"/>.</summary>
    public static bool TryDecode(string text, out (DateTimeOffset RequestedAt, ConsultId Id) place)
    {
        place = default;
        if (text.Length > LengthMaximum || !Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(':');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !ConsultId.TryParse(parts[1], out var id))
        {
            return false;
        }

        place = (new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }
}
