using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Settings;
using Dispatch.Grains.Settings;

namespace Dispatch.Api.Hours;

/// <summary>When consults are served: the deployment's hours, narrowed by a clinic's. Without either, always.</summary>
public sealed class OpeningHours(ISettings settings)
{
    /// <param name="clinic">Null for the deployment's hours alone.</param>
    public bool IsOpen(ClinicId? clinic, DateTimeOffset at) => Of(clinic) is var hours
        && (hours.Deployment?.IsOpen(at) ?? true)
        && (hours.Clinic?.IsOpen(at) ?? true);

    /// <summary>The first instant from then on at which the clinic's consults are served; null when there is none within a year.</summary>
    public DateTimeOffset? NextOpening(ClinicId clinic, DateTimeOffset at)
    {
        var (deployment, own) = Of(clinic);
        ServiceHours[] all = (deployment, own) switch
        {
            (null, null) => [],
            ({ } one, null) => [one],
            (null, { } one) => [one],
            ({ } one, { } another) => [one, another],
        };
        return ServiceHours.NextOpening(all, at);
    }

    private (ServiceHours? Deployment, ServiceHours? Clinic) Of(ClinicId? clinic) => (
        settings.Find(ServiceHoursKind.Instance, SettingScope.Default),
        clinic is { } id ? settings.Find(ServiceHoursKind.Instance, SettingScope.Of(id)) : null);
}
