using System.Text.Json.Serialization;

namespace Dispatch.Domain.Pools;

/// <summary>Who of several candidates is asked first.</summary>
[GenerateSerializer, Alias("distribution-policy")]
[JsonConverter(typeof(CamelCaseEnumConverter<DistributionPolicy>))]
public enum DistributionPolicy
{
    /// <summary>Who has been idle longest; ties by id.</summary>
    LongestIdle = 0,

    /// <summary>Who was asked least recently; ties by id.</summary>
    RoundRobin = 1,

    /// <summary>Whose licences are least needed elsewhere; ties by longest idle, then by id.</summary>
    LeastFlexible = 2,
}
