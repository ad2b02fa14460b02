using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Benchmarks.Micro;

/// <summary>What generated JSON is compared with.</summary>
internal static class Json
{
    /// <summary>The options of the public surface, with contracts that are found by reflection.</summary>
    public static JsonSerializerOptions ByReflection() => new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
}
