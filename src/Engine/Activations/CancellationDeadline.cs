namespace Dispatch.Engine.Embedded;

/// <summary>Cancels a token when its time is over, then does what else is due.</summary>
internal sealed class CancellationDeadline(CancellationTokenSource cancellation, Action? thenDo = null) : Deadline
{
    internal override void OnDue()
    {
        try
        {
            cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended at this very moment.
        }

        thenDo?.Invoke();
    }
}
