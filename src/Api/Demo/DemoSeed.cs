using System.Text.Json;
using Dispatch.Api.Clinics;
using Dispatch.Api.Providers;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Demo;

/// <summary>Fills an empty store through the same services as the endpoints.</summary>
public sealed class DemoSeed(
    IRegistryQueries registry,
    ClinicRegistration clinics,
    ProviderRegistration providers,
    DispatchOptions options,
    TimeProvider time)
{
    public const string FileName = "demo-credentials.json";

    public string File { get; } = Path.Combine(options.DataFolder(), FileName);

    /// <summary>Seeds an empty store; of any other nothing changes.</summary>
    /// <returns>Whether it seeded.</returns>
    public async Task<bool> SeedIfEmpty()
    {
        if (!await registry.IsEmpty())
        {
            return false;
        }

        var clinicKeys = new List<string>();
        foreach (var clinic in DemoPeople.Clinics)
        {
            var (created, problem) = await clinics.Create(clinic);
            clinicKeys.Add(created?.ApiKey ?? throw new InvalidOperationException(problem!.HubMessage));
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var items = await providers.CreateAll(DemoPeople.ProvidersAsOf(today));
        var tokens = items
            .Select(i => i.AccessToken ?? throw new InvalidOperationException($"A demo provider was refused: {i.Type}."));
        var (console, refused) = await providers.Create(DemoPeople.ConsoleProviderAsOf(today));
        var file = new DemoFile(
            clinicKeys,
            [.. tokens],
            console?.AccessToken ?? throw new InvalidOperationException(refused!.HubMessage));
        SecretFile.Write(File, JsonSerializer.Serialize(file, ApiJson.Default.DemoFile));
        return true;
    }

    /// <summary>Null when this store was not seeded here.</summary>
    public DemoFile? Load() => SecretFile.Read(File) is { Length: > 0 } json
        ? JsonSerializer.Deserialize(json, ApiJson.Default.DemoFile)
        : null;
}
