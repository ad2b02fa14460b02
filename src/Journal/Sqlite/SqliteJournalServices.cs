using Dispatch.Journal.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Journal.Sqlite;

public static class SqliteJournalServices
{
    /// <summary>The journal, its queries and the vault on one SQLite file; see <see cref="JournalServices"/>.</summary>
    public static IServiceCollection AddSqliteJournal(
        this IServiceCollection services, SqliteStoreOptions store, JournalOptions journal, VaultOptions vault)
    {
        services.AddSingleton(OptionsCheck.Checked(store));
        services.AddSingleton<IJournalStore, SqliteStore>();
        return services.AddJournal(journal, vault);
    }
}
