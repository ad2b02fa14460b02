namespace Dispatch.Api.Admission;

public static class AdmissionServices
{
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public static IServiceCollection AddAdmission(this IServiceCollection services, AdmissionOptions options)
    {
        services.AddSingleton(options.Checked());
        services.AddSingleton<AdmissionGate>();
        services.AddSingleton<IDelaySource, SchedulingDelay>();
        services.AddSingleton<IMetricSource, AdmissionMetrics>();
        return services;
    }
}
