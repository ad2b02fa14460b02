namespace Dispatch.Engine.Embedded;

/// <summary>Turns the continuations of code outside any grain into steps of their own.</summary>
internal sealed class SteppedContext(ITurnScheduler scheduler) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => scheduler.Schedule(new Turn(this, d, state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A stepped context runs nothing before its step.");

    public override SynchronizationContext CreateCopy() => this;

    private sealed class Turn(SteppedContext context, SendOrPostCallback callback, object? state) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            var previous = Current;
            SetSynchronizationContext(context);
            try
            {
                callback(state);
            }
            finally
            {
                SetSynchronizationContext(previous);
            }
        }
    }
}
