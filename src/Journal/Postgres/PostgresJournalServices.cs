using Dispatch.Journal.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Journal.Postgres;

public static class PostgresJournalServices
{
    /// <summary>The journal, its queries and the vault on a PostgreSQL database; see <see cref="JournalServices"/>.</summary>
    public static IServiceCollection AddPostgresJournal(
        this IServiceCollection services, PostgresStoreOptions store, JournalOptions journal, VaultOptions vault)
    {
        services.AddSingleton(OptionsCheck.Checked(store));
        services.AddSingleton<IJournalStore, PostgresStore>();
        return services.AddJournal(journal, vault);
    }
}
