using System.Text.Json.Serialization;
using Dispatch.Domain.Consults.Events;

namespace Dispatch.Grains.Consults;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConsultRequested))]
[JsonSerializable(typeof(OfferMade))]
[JsonSerializable(typeof(OfferDeclined))]
[JsonSerializable(typeof(OfferExpired))]
[JsonSerializable(typeof(OfferRescinded))]
[JsonSerializable(typeof(ConsultAssigned))]
[JsonSerializable(typeof(ConsultStarted))]
[JsonSerializable(typeof(ConsultReleased))]
[JsonSerializable(typeof(ConsultCompleted))]
[JsonSerializable(typeof(ConsultCancelled))]
[JsonSerializable(typeof(ConsultExpired))]
[JsonSerializable(typeof(ConsultEscalated))]
internal sealed partial class ConsultEventJsonContext : JsonSerializerContext;
