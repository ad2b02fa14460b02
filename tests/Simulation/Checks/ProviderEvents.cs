using System.Text.Json;
using Dispatch.Domain.Providers.Events;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>Reads a provider's events: the product only ever writes them.</summary>
internal static class ProviderEvents
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static ProviderEvent Decode(RecordedEvent recorded) => recorded.Type switch
    {
        "provider.registered" => As<ProviderRegistered>(recorded),
        "provider.licenses-replaced" => As<LicensesReplaced>(recorded),
        "provider.suspended" => As<ProviderSuspended>(recorded),
        "provider.reinstated" => As<ProviderReinstated>(recorded),
        "provider.license-warned" => As<LicenseWarned>(recorded),
        "provider.shifts-replaced" => As<ShiftsReplaced>(recorded),
        "provider.duty-changed" => As<DutyChanged>(recorded),
        _ => throw new InvalidDataException($"{recorded.Stream} holds an event of unknown type {recorded.Type}."),
    };

    private static T As<T>(RecordedEvent recorded) => JsonSerializer.Deserialize<T>(recorded.Payload.Span, Json)!;
}
