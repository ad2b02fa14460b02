using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Sqlite;
using Dispatch.Journal.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Conformance.Journal;

public sealed class SqliteJournalServicesTests
{
    [Fact]
    public async Task AddSqliteJournal_StartedAndStopped_SealsAppendsErasesAndDrains()
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-services-").FullName;
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSqliteJournal(
                new SqliteStoreOptions { Path = Path.Combine(folder, "new", "dispatch.db") },
                new JournalOptions(),
                new VaultOptions { MasterKeyFile = Path.Combine(folder, "master.key") });
        await using (var provider = services.BuildServiceProvider())
        {
            var lifetime = provider.GetRequiredService<IHostedService>();
            await lifetime.StartAsync(CancellationToken.None);
            var journal = provider.GetRequiredService<IJournal>();
            var vault = provider.GetRequiredService<IPatientVault>();
            var (clinic, consult) = (Samples.New<ClinicId>(), Samples.New<ConsultId>());

            await journal.Append(Samples.Append(clinic.Value).With(vault.CreateKey(clinic)));
            var data = await vault.Seal(clinic, consult, new byte[] { 1, 2 });
            Assert.Equal([1, 2], (await vault.Open(clinic, consult, data))!.Value.ToArray());
            Assert.All(Directory.GetFiles(Path.Combine(folder, "new")), IsForItsOwnerOnly);

            await provider.GetRequiredService<EraseClinicKey>().Erase(
                clinic, row => journal.Append(Samples.Append(clinic.Value, 1).With(row)));
            Assert.Null(await vault.Open(clinic, consult, data));

            // Erased is for ever, whatever is written later.
            await journal.Append(Samples.Append(clinic.Value, 2).With(vault.CreateKey(clinic)));
            var key = await provider.GetRequiredService<IClinicKeys>().Find(clinic, CancellationToken.None);
            Assert.NotNull(key);
            Assert.Null(key.WrappedKey);
            Assert.NotNull(provider.GetRequiredService<IOpenConsults>());
            Assert.NotNull(provider.GetRequiredService<IConsultQueries>());
            Assert.NotNull(provider.GetRequiredService<IRegistryQueries>());
            Assert.NotNull(provider.GetRequiredService<IGrainStates>());
            Assert.True(provider.GetRequiredService<IStoreHealth>().Read().IsAvailable);

            var last = journal.Append(Samples.Append(Samples.NewStream()));
            await lifetime.StopAsync(CancellationToken.None);
            Assert.Equal(new AppendResult.Appended(1), await last);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void IsForItsOwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }
}
