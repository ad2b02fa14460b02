namespace Dispatch.Engine.Embedded;

/// <summary>A hint: nobody waits, so nothing times out; a loss is counted, a failure logged.</summary>
internal sealed class OneWayCall(CallContext context, GrainMethod method, string key, object?[] arguments)
    : Call(context, method, key, arguments)
{
    public override Task Task => Task.CompletedTask;

    public override void StartWaiting()
    {
    }

    protected override void AnswerFrom(Task work)
    {
        if (work.Exception?.InnerException is { } failure)
        {
            EmbeddedEngine.LogOneWayFailed(Context.Logger, Method.Name, Key, failure);
        }
    }

    protected override void RefuseWith(Exception reason) => Context.Statistics.CountOneWayDropped();

    protected override bool GiveUp(TimeoutException timeout) => false;
}
