using System.Text.Json.Serialization;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal;

/// <summary>How rows' bodies are written. A new property needs a default that old rows may have.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Clinic))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(ConsultSummary))]
[JsonSerializable(typeof(OpenConsult))]
[JsonSerializable(typeof(OfferRow))]
[JsonSerializable(typeof(ProviderState))]
internal sealed partial class JournalJson : JsonSerializerContext;
