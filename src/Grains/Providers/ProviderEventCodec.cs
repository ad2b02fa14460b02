using System.Text.Json;
using Dispatch.Domain;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers.Events;
using Dispatch.Journal;

namespace Dispatch.Grains.Providers;

/// <summary>A provider's events as the journal stores them: a stable type name and UTF-8 JSON.</summary>
public static class ProviderEventCodec
{
    public static NewEvent Encode(ProviderEvent @event, EventId id, DateTimeOffset at)
    {
        var context = ProviderEventJsonContext.Default;
        var (name, payload) = @event switch
        {
            ProviderRegistered e => ("provider.registered", JsonSerializer.SerializeToUtf8Bytes(e, context.ProviderRegistered)),
            LicensesReplaced e => ("provider.licenses-replaced", JsonSerializer.SerializeToUtf8Bytes(e, context.LicensesReplaced)),
            ProviderSuspended e => ("provider.suspended", JsonSerializer.SerializeToUtf8Bytes(e, context.ProviderSuspended)),
            ProviderReinstated e => ("provider.reinstated", JsonSerializer.SerializeToUtf8Bytes(e, context.ProviderReinstated)),
            DutyChanged e => ("provider.duty-changed", JsonSerializer.SerializeToUtf8Bytes(e, context.DutyChanged)),
            LicenseWarned e => ("provider.license-warned", JsonSerializer.SerializeToUtf8Bytes(e, context.LicenseWarned)),
            ShiftsReplaced e => ("provider.shifts-replaced", JsonSerializer.SerializeToUtf8Bytes(e, context.ShiftsReplaced)),
            _ => throw new InvariantBrokenException("Every event of a provider has a name."),
        };
        return new NewEvent(id, name, at, payload);
    }
}
