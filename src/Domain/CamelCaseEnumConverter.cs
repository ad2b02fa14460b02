using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Domain;

/// <summary>An enum as its name in camel case; numbers are refused.</summary>
public sealed class CamelCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
