using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.States;

namespace Dispatch.Tests.Unit.Domain.Providers;

/// <summary>Providers and licences, with what a test does not care about filled in.</summary>
internal static class ProviderSamples
{
    public static readonly DateOnly NextYear = new(2027, 12, 31);

    /// <param name="states">Licensed in each of them.</param>
    public static ProviderProfile Profile(
        string states = "CA",
        string name = "ada",
        Credential credential = Credential.MD,
        string services = "*",
        string modalities = "Live Async",
        int live = 1,
        int async = 3,
        DateOnly? expiresOn = null) => new(
        new ProviderId("prv_" + name),
        name,
        name + "@example.test",
        credential,
        "1234567893",
        Licenses(states, expiresOn),
        [.. Words(modalities).Select(Enum.Parse<Modality>)],
        [.. Words(services).Select(s => new ServiceId(s))],
        new Capacity(live, async));

    public static ImmutableArray<License> Licenses(string states, DateOnly? expiresOn = null) =>
        [.. Words(states).Select(s => License(s, expiresOn))];

    public static License License(string state, DateOnly? expiresOn = null) =>
        new(new StateCode(state), state + "-1", expiresOn ?? NextYear);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
