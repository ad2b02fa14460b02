using Dispatch.Domain.Ids;
using Dispatch.Journal.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Journal.Sqlite;

public static class SqliteJournalServices
{
    /// <summary>
    /// The journal, its queries and the vault on one SQLite file. Hosted services that use them are to be registered
    /// later: they start after the schema is up to date and stop before the journal drains. Time and chance come from
    /// <see cref="TimeProvider"/> and <see cref="IRandomSource"/>, the system's unless registered before.
    /// </summary>
    public static IServiceCollection AddSqliteJournal(
        this IServiceCollection services, SqliteStoreOptions store, JournalOptions journal, VaultOptions vault)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.AddSingleton(OptionsCheck.Checked(store));
        services.AddSingleton(OptionsCheck.Checked(journal));
        services.AddSingleton(OptionsCheck.Checked(vault));
        services.AddSingleton<SqliteStore>();
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStore>().Journal);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStore>().OpenConsults);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStore>().Consults);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStore>().Registry);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStore>().Settings);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStore>().ClinicKeys);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStore>().GrainStates);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStore>().Health);
        services.AddSingleton(provider => MasterKey.Load(vault, provider.GetRequiredService<IRandomSource>()));
        services.AddSingleton<PatientVault>();
        services.AddSingleton<IPatientVault>(provider => provider.GetRequiredService<PatientVault>());
        services.AddSingleton<EraseClinicKey>();
        services.AddSingleton<IHostedService, SqliteStoreLifetime>();
        return services;
    }
}
