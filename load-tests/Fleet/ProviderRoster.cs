using Dispatch.Client.Contract;
using Dispatch.Client.Traffic;

namespace Dispatch.LoadTests.Fleet;

/// <summary>Makes up the providers of a run.</summary>
public static class ProviderRoster
{
    private const int LicenseYears = 2;
    private const int NpiRange = 899_999_999;

    /// <summary>The same seed gives the same licences.</summary>
    /// <param name="count">How many providers.</param>
    /// <param name="licenses">States of each, all different, drawn by population.</param>
    /// <param name="seed">Of the draw.</param>
    /// <param name="run">Goes into the addresses, so that a store can be used by several runs.</param>
    /// <param name="today">Licences expire two years later.</param>
    /// <param name="isEven">Draws all states alike instead.</param>
    public static IReadOnlyList<CreateProvider> Draw(int count, int licenses, int seed, string run, DateOnly today, bool isEven = false)
    {
        var random = new Random(seed);
        var states = new StateDraw([.. UsStates.All.Select(state => isEven ? state with { Population = 1 } : state)]);
        var firstNpi = (int)((uint)string.GetHashCode(run, StringComparison.Ordinal) % (NpiRange - count));
        var providers = new List<CreateProvider>(count);
        for (var i = 0; i < count; i++)
        {
            providers.Add(new CreateProvider(
                $"Load Provider {i}",
                $"provider-{run}-{i}@load.example",
                "MD",
                Npi.FromNumber(firstNpi + i),
                [.. states.NextDistinct(random, licenses).Select(state => new License(
                    state.Code, $"{state.Code}{100_000 + i}", today.AddYears(LicenseYears)))],
                [Modality.Live, Modality.Async],
                ["*"]));
        }

        return providers;
    }
}
