using System.Text.Json.Serialization;

namespace Dispatch.Domain.Providers;

/// <summary>What a provider is by training.</summary>
[GenerateSerializer, Alias("credential")]
[JsonConverter(typeof(JsonStringEnumConverter<Credential>))]
public enum Credential
{
    MD = 1,
    DO = 2,
    NP = 3,
    PA = 4,
}
