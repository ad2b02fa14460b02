using Dispatch.Domain.Ids;
using Dispatch.Journal.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Journal;

/// <summary>
/// What every store registers. Hosted services that use the journal are to be registered later: they start after the
/// schema is up to date and stop before the journal drains. Time and chance come from <see cref="TimeProvider"/> and
/// <see cref="IRandomSource"/>, the system's unless registered before.
/// </summary>
internal static class JournalServices
{
    public static IServiceCollection AddJournal(
        this IServiceCollection services, JournalOptions journal, VaultOptions vault)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.AddSingleton(OptionsCheck.Checked(journal));
        services.AddSingleton(OptionsCheck.Checked(vault));
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().Journal);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().OpenConsults);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().Consults);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().ConsultTable);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().Registry);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().Claims);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().Settings);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().ClinicKeys);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().GrainStates);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().Sessions);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().DraftNotes);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().WaitHistory);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().ProviderFigures);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().NodeReports);
        services.AddSingleton(provider => provider.GetRequiredService<IJournalStore>().Health);
        services.AddSingleton(provider => MasterKey.Load(vault, provider.GetRequiredService<IRandomSource>()));
        services.AddSingleton<PatientVault>();
        services.AddSingleton<IPatientVault>(provider => provider.GetRequiredService<PatientVault>());
        services.AddSingleton<EraseClinicKey>();
        services.AddSingleton<IHostedService, StoreLifetime>();
        return services;
    }
}
