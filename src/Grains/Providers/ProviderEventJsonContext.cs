using System.Text.Json.Serialization;
using Dispatch.Domain.Providers.Events;

namespace Dispatch.Grains.Providers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProviderRegistered))]
[JsonSerializable(typeof(LicensesReplaced))]
[JsonSerializable(typeof(ProviderSuspended))]
[JsonSerializable(typeof(ProviderReinstated))]
[JsonSerializable(typeof(DutyChanged))]
[JsonSerializable(typeof(LicenseWarned))]
[JsonSerializable(typeof(ShiftsReplaced))]
internal sealed partial class ProviderEventJsonContext : JsonSerializerContext;
