using System.Diagnostics;
using Dispatch.Client.Contract;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Contract;

/// <summary>The scripts of <c>deploy</c>, on a store in use.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task Backup_RestoredIntoAnEmptyStore_HasEveryConsultAndGoesOn()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("dispatch-backup-").FullName, "store.backup");
        await using var server = await DispatchHost.Start(DispatchHostOptions.RealTime);
        var clinic = await server.AddClinic();
        var before = await clinic.Request("CA");
        await Run("backup.sh", server.Store.Setting, file);
        var after = await clinic.Request("CA");

        await using var restored = await DispatchHost.Start(
            new DispatchHostOptions { Time = TimeProvider.System },
            server.MasterKey,
            store => Run("restore.sh", file, store.Setting));
        var api = restored.Operator.As(clinic.ApiKey);
        Assert.Equal(ConsultStatus.Waiting, (await api.GetConsult(before.Id)).Required().Status);
        Assert.False((await api.GetConsult(after.Id)).IsSuccess, "What came after the copy is in it.");
        var provider = await restored.AddProviderOnDuty("CA");
        await provider.Accept(await provider.NextOffer(before.Id));
        await restored.Stop();
        using var store = restored.Store.Read();
        store.AssertIntact();
    }

    private static async Task Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "deploy", script), .. arguments])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        await Safety.Within(process.WaitForExitAsync(), () => $"{script} did not end.");
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}: {await said}");
    }
}
