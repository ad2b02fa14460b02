namespace Dispatch.Tests.Conformance.Grains;

public sealed class MoodyGrain(ProbeJournal journal) : Grain, IMoodyGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var attempt = $"{this.GetPrimaryKeyString()} attempted";
        if (!journal.Entries.Contains(attempt))
        {
            journal.Write(attempt);
            throw new InvalidOperationException("not in the mood");
        }
    }

    public Task<string> Hello() => Task.FromResult("hello");
}
