using Dispatch.Api.Hubs;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Providers;
using Dispatch.Journal;
using Dispatch.Journal.History;

namespace Dispatch.Api.Operations;

/// <summary>
/// Looks now and then who is on duty here and who serves, and writes what providers did to the store: beside the path of
/// offers and consults, which only count.
/// </summary>
public sealed partial class FigureKeeper(
    OfferTally tally,
    IProviderFigures figures,
    ConnectionRegistry connections,
    IGrainFactory grains,
    ApiLimits limits,
    TimeProvider time,
    ILogger<FigureKeeper> log) : BackgroundService
{
    private const int ProvidersAtOnce = 16;

    // After a longer pause of the process nobody knows who was on duty.
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    private readonly SemaphoreSlim _writing = new(1);
    private int _serving;
    private long _lookedAt;

    /// <summary>Providers on duty here who had a consult in hand when it was last looked.</summary>
    public int Serving => Volatile.Read(ref _serving);

    /// <summary>Writes what was counted; once it is answered, the store has all that was counted before.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing is lost.</exception>
    public async Task Write()
    {
        await _writing.WaitAsync();
        try
        {
            var unwritten = tally.TakeUnwritten();
            try
            {
                await figures.Add(unwritten);
            }
            catch (StoreUnavailableException fault) when (fault is not AppendOutcomeUnknownException)
            {
                tally.PutBack(unwritten);
                throw;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWrite();
    }

    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotAt = DateTimeOffset.MinValue;
        _lookedAt = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(limits.FiguresWrittenEvery, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Look();
            await TryWrite();
            if (time.GetUtcNow() >= forgotAt + ForgetEvery)
            {
                forgotAt = time.GetUtcNow();
                await TryForget(forgotAt - Kept);
            }
        }
    }

    private async Task Look()
    {
        var now = time.GetTimestamp();
        var passed = TimeSpan.FromSeconds(Math.Round(time.GetElapsedTime(_lookedAt, now).TotalSeconds));
        _lookedAt = now;
        var step = passed < LongestStep ? passed : LongestStep;
        var serving = 0;
        await Parallel.ForEachAsync(
            connections.OnDuty(),
            new ParallelOptions { MaxDegreeOfParallelism = ProvidersAtOnce },
            async (provider, _) =>
            {
                var isServing = await IsServing(provider);
                if (isServing)
                {
                    Interlocked.Increment(ref serving);
                }

                tally.OnDuty(provider, step, isServing ? step : TimeSpan.Zero);
            });
        Volatile.Write(ref _serving, serving);
    }

    private async ValueTask<bool> IsServing(ProviderId provider)
    {
        try
        {
            return await grains.GetGrain<IProviderGrain>(provider.Value).Get() is { Assignments.IsEmpty: false };
        }
        catch (Exception fault)
        {
            // It is asked again in a moment; until then it counts as free.
            LogNotAsked(provider, fault);
            return false;
        }
    }

    private async Task TryWrite()
    {
        try
        {
            await Write();
        }
        catch (StoreUnavailableException fault)
        {
            LogNotWritten(fault);
        }
    }

    private async Task TryForget(DateTimeOffset before)
    {
        try
        {
            await figures.Forget(before);
        }
        catch (StoreUnavailableException fault)
        {
            LogNotWritten(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What providers did could not be written; it is tried again")]
    private partial void LogNotWritten(Exception fault);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Provider} could not be asked whether it serves")]
    private partial void LogNotAsked(ProviderId provider, Exception fault);
}
