using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Writing;

/// <summary>
/// A row with its body as stored. Made on the appender's thread: the one writer has the least time of all.
/// </summary>
/// <param name="Body">UTF-8 JSON; empty for a table whose columns say everything.</param>
/// <param name="Ticket">Of a consult's first row, UTF-8 JSON; null for every other row.</param>
internal readonly record struct PreparedRow(RowKey Key, RowChange Change, byte[] Body, byte[]? Ticket = null)
{
    private const long FirstVersion = 1;

    /// <summary>As stored, sealed data included.</summary>
    public int Bytes => Body.Length + (Ticket?.Length ?? 0) + Change switch
    {
        ConsultRow row => row.Patient?.Ciphertext.Length ?? 0,
        OrderRow row => row.Content.Ciphertext.Length,
        ClinicKeyRow row => row.WrappedKey?.Length ?? 0,
        AccessKeyRow row => row.TokenHash.Length + row.Subject.Length,
        ProviderNpiRow row => row.Npi.Length + row.Provider.Value.Length,
        SettingRow row => row.Setting.ChangedBy.Length,
        _ => 0,
    };

    /// <exception cref="ArgumentException">Not a row of the contract, or longer than a row may be.</exception>
    public static PreparedRow Of(RowChange change)
    {
        var row = Prepare(change);
        return row.Bytes <= JournalLimits.RowBytes
            ? row
            : throw new ArgumentException(
                $"Expected a row of at most {JournalLimits.RowBytes} bytes for {row.Key}, found {row.Bytes}.");
    }

    /// <summary>This row after an earlier change of the same key in the same batch.</summary>
    public PreparedRow After(PreparedRow earlier) =>
        Change is ConsultRow later && earlier.Change is ConsultRow before
            ? this with
            {
                Change = later with
                {
                    Patient = before.Patient ?? later.Patient,
                    Changes = before.Changes | later.Changes,
                },
                Ticket = earlier.Ticket ?? Ticket,
            }
            : this;

    private static PreparedRow Prepare(RowChange change) => change switch
    {
        ConsultRow row => new(
            new(RowTable.Consults, row.Consult.Id.Value),
            row,
            ConsultRowCodec.Progress(row),
            row.Open.Version == FirstVersion ? ConsultRowCodec.Ticket(row) : null),
        OfferRow row => new(
            new(RowTable.Offers, row.Offer.Id.Value), row, Json(row, JournalJson.Default.OfferRow)),
        OrderRow row => new(new(RowTable.Orders, row.Id.Value), row, []),
        ProviderStateRow row => new(
            new(RowTable.ProviderStates, row.State.Profile.Id.Value),
            row,
            Json(row.State, JournalJson.Default.ProviderState)),
        ClinicRow row => new(
            new(RowTable.Clinics, row.Clinic.Id.Value), row, Json(row.Clinic, JournalJson.Default.Clinic)),
        LocationRow row => new(
            new(RowTable.Locations, row.Location.Id.Value), row, Json(row.Location, JournalJson.Default.Location)),
        ProviderNpiRow row => new(new(RowTable.ProviderNpis, $"{row.Npi}/{row.Provider}"), row, []),
        ClinicKeyRow row => new(new(RowTable.ClinicKeys, row.Clinic.Value), row, []),
        AccessKeyRow row => new(new(RowTable.AccessKeys, Convert.ToHexString(row.TokenHash.Span)), row, []),
        PatientProviderRow row => new(new(RowTable.PatientProviders, $"{row.Clinic}/{row.PatientKey}"), row, []),
        SettingRow row => new(
            new(RowTable.Settings, $"{row.Setting.Kind}/{row.Setting.Scope}"), row, Encoding.UTF8.GetBytes(row.Setting.Body)),
        _ => throw new ArgumentException($"Expected a row of the journal's contract, found {change.GetType().Name}."),
    };

    private static byte[] Json<T>(T value, JsonTypeInfo<T> type) =>
        JsonSerializer.SerializeToUtf8Bytes(value, type);
}
