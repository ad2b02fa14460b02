using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Api.Bodies;
using Dispatch.Api.Orders;

namespace Dispatch.Api.Consults;

/// <summary>
/// The JSON of records that are sealed. The vault takes so many bytes and no more: what callers may write freely is as
/// long in it as the limits of <see cref="ApiLimits"/> count it.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, Converters = [typeof(JsonAsSent)])]
[JsonSerializable(typeof(PatientRecord))]
[JsonSerializable(typeof(CompletionRecord))]
public sealed partial class SealedJson : JsonSerializerContext;
