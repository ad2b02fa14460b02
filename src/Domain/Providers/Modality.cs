using System.Text.Json.Serialization;

namespace Dispatch.Domain.Providers;

/// <summary>How a consult is held: by synchronous video, or by review of a form.</summary>
[GenerateSerializer, Alias("modality")]
[JsonConverter(typeof(CamelCaseEnumConverter<Modality>))]
public enum Modality
{
    Live = 1,
    Async = 2,
}
