using Dispatch.Api.Admission;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Api.Admission;

public class SchedulingDelayTests
{
    private readonly ManualTime _time = new();
    private readonly List<IThreadPoolWorkItem> _queue = [];
    private readonly SchedulingDelay _delay;

    public SchedulingDelayTests() => _delay = new SchedulingDelay(_time, _queue.Add);

    [Fact]
    public void Measure_BeforeAnythingWaited_IsZero() => Assert.Equal(TimeSpan.Zero, _delay.Measure());

    [Fact]
    public void Measure_AfterWorkBegan_IsWhatItWaited()
    {
        _delay.Measure();
        Pass(30);
        BeginWork();
        Pass(500);

        Assert.Equal(30, _delay.Measure().TotalMilliseconds);
    }

    [Fact]
    public void Measure_WhileWorkStillWaits_GrowsWithItAndQueuesNoMore()
    {
        _delay.Measure();
        Pass(100);
        Assert.Equal(100, _delay.Measure().TotalMilliseconds);
        Pass(100);
        Assert.Equal(200, _delay.Measure().TotalMilliseconds);

        Assert.Single(_queue);
    }

    [Fact]
    public void Measure_WhileWorkWaitsLessThanTheLast_IsStillTheLast()
    {
        _delay.Measure();
        Pass(300);
        BeginWork();
        _delay.Measure();
        Pass(20);

        Assert.Equal(300, _delay.Measure().TotalMilliseconds);

        BeginWork();
        Assert.Equal(20, _delay.Measure().TotalMilliseconds);
    }

    [Fact]
    public async Task Measure_OnTheThreadPool_EndsOnceThePoolGetsToIt()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var delay = new SchedulingDelay(new ToldWhenRead(_time, begun));
        delay.Measure();

        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private void BeginWork()
    {
        var work = Assert.Single(_queue);
        _queue.Clear();
        work.Execute();
    }

    /// <summary>Tells of the second reading, which is the one of the work that was queued at the first.</summary>
    private sealed class ToldWhenRead(TimeProvider inner, TaskCompletionSource told) : TimeProvider
    {
        private int _readings;

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override long GetTimestamp()
        {
            if (Interlocked.Increment(ref _readings) == 2)
            {
                told.SetResult();
            }

            return inner.GetTimestamp();
        }
    }
}
