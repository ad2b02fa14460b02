using Dispatch.LoadTests.Fleet;
using Dispatch.LoadTests.Generating;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>What a scenario works with.</summary>
public sealed class LoadContext(
    LoadOptions options,
    Population population,
    LoadGenerator generator,
    Sampler sampler,
    ClusterMessages messages,
    TextWriter progress,
    TimeProvider time)
{
    private static readonly TimeSpan StartDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public LoadOptions Options => options;

    public LoadGenerator Generator => generator;

    public ConsultBook Book => generator.Book;

    public TimeProvider Time => time;

    public IReadOnlyList<int> AllClinics { get; } = [.. Enumerable.Range(0, population.ClinicKeys.Count)];

    /// <summary>The state of each arrival's patient, by the arrival's number modulo their count.</summary>
    public IReadOnlyList<string> RequestStates => population.RequestStates;

    public Task Say(string line) => progress.WriteLineAsync(line);

    public Usage Read() => sampler.Read();

    public IReadOnlyList<SeriesPoint> Points => sampler.Points;

    /// <summary>A cold process costs several times the CPU of a warm one.</summary>
    public async Task WarmUp(CancellationToken cancel)
    {
        await Say($"warming up at {options.WarmupRate:F0} consults/s for {options.Warmup.TotalSeconds:F0} s");
        await Begin(options.WarmupRate, options.Warmup).AllSent.WaitAsync(cancel);
        await UntilQuiet(options.Settle, cancel);
    }

    /// <summary>Begins arrivals at an even rate, a moment from now.</summary>
    public ArrivalStream Begin(double perSecond, TimeSpan length, IReadOnlyList<int>? clinics = null)
    {
        var startsAt = time.GetTimestamp() + (long)(StartDelay.TotalSeconds * time.TimestampFrequency);
        var schedule = new ArrivalSchedule(startsAt, perSecond, time.TimestampFrequency);
        var stream = new ArrivalStream(schedule, schedule.CountWithin(length), clinics ?? AllClinics);
        generator.Begin(stream);
        return stream;
    }

    /// <summary>Puts an even rate on the server, and measures it once <paramref name="lead"/> has passed.</summary>
    public async Task<MeasuredWindow> Measure(
        string name, double perSecond, TimeSpan lead, TimeSpan measured, CancellationToken cancel)
    {
        var stream = Begin(perSecond, lead + measured);
        await Task.Delay(lead + StartDelay, time, cancel);
        var sentBefore = await messages.Read(cancel);
        var allocatedBefore = await sampler.AllocatedBytes(cancel);
        var before = Read();
        await stream.AllSent.WaitAsync(cancel);
        var after = Read();
        var sent = await messages.Read(cancel) - sentBefore;
        var allocated = await sampler.AllocatedBytes(cancel) - allocatedBefore;

        // What was due at the window's end is waited for, so that its latency counts.
        await UntilQuiet(options.Settle, cancel);
        return Window(name, perSecond, before, after).WithMessages(sent).WithAllocated(allocated);
    }

    public MeasuredWindow Window(string name, double rate, Usage before, Usage after, IReadOnlySet<int>? clinics = null) =>
        MeasuredWindow.Between(name, rate, Book, before, after, time.TimestampFrequency, clinics);

    /// <summary>Between two timestamps.</summary>
    public double Seconds(long from, long to) => time.GetElapsedTime(from, to).TotalSeconds;

    /// <summary>Waits until nothing is open or on its way, or for as long as the limit.</summary>
    /// <returns>Whether nothing is.</returns>
    public async Task<bool> UntilQuiet(TimeSpan limit, CancellationToken cancel)
    {
        var since = time.GetTimestamp();
        while (Book.Open > 0 || Book.InFlight > 0)
        {
            if (time.GetElapsedTime(since) > limit || generator.Ended.IsCompleted)
                return false;
            await Task.Delay(Poll, time, cancel);
        }

        return true;
    }
}
