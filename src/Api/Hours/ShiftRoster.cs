using Dispatch.Domain;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;
using Dispatch.Journal;
using Dispatch.Journal.Queries;

namespace Dispatch.Api.Hours;

/// <summary>
/// How many providers have a shift now, state by state. Plans made through this process count at once; all are read
/// from the store at start and every hour. Thread-safe.
/// </summary>
public sealed partial class ShiftRoster(IRegistryQueries registry, TimeProvider time, ILogger<ShiftRoster> log) : BackgroundService
{
    private static readonly TimeSpan CountedFor = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<ProviderId, (ProviderProfile Profile, ShiftPlan Plan)> _plans = [];
    private Dictionary<StateCode, int> _counts = [];
    private DateTimeOffset _countedAt = DateTimeOffset.MinValue;

    /// <summary>Providers with a shift now and a licence in the state that is valid now. As of ten seconds ago at most.</summary>
    public int Scheduled(StateCode state)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _countedAt + CountedFor)
            {
                _counts = _plans.Values.Where(p => p.Plan.IsOn(now))
                    .SelectMany(p => p.Profile.Licenses.Where(l => l.IsValidAt(now)).Select(l => l.State).Distinct())
                    .CountBy(s => s)
                    .ToDictionary();
                _countedAt = now;
            }

            return _counts.GetValueOrDefault(state);
        }
    }

    public void Learn(ProviderProfile profile, ShiftPlan? plan)
    {
        lock (_lock)
        {
            if (plan is { IsEmpty: false })
            {
                _plans[profile.Id] = (profile, plan);
            }
            else
            {
                _plans.Remove(profile.Id);
            }

            _countedAt = DateTimeOffset.MinValue;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await ReadAll(stoppingToken);
                await Task.Delay(DispatchLimits.LicenseWatchInterval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task ReadAll(CancellationToken cancellationToken)
    {
        try
        {
            ProviderId? after = null;
            IReadOnlyList<ProviderState> page;
            do
            {
                page = await registry.Providers(after, DispatchLimits.LicenseWatchPage, cancellationToken);
                foreach (var provider in page)
                {
                    Learn(provider.Profile, provider.Shifts);
                }

                after = page.Count > 0 ? page[^1].Profile.Id : null;
            }
            while (page.Count == DispatchLimits.LicenseWatchPage);
        }
        catch (StoreUnavailableException unavailable)
        {
            LogCouldNotRead(unavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read the providers' shifts")]
    private partial void LogCouldNotRead(Exception exception);
}
