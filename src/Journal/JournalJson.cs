using System.Text.Json.Serialization;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Providers;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal;

/// <summary>How rows' bodies are written. A new property needs a default that old rows may have.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(MicrosecondsConverter)])]
[JsonSerializable(typeof(Clinic))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(ConsultProgress))]
[JsonSerializable(typeof(StoredTicket))]
[JsonSerializable(typeof(OfferRow))]
[JsonSerializable(typeof(ProviderState))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class JournalJson : JsonSerializerContext;
