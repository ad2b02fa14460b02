using System.Globalization;

namespace Dispatch.Tests.Conformance.Grains;

public sealed class ProbeGrain : Grain, IProbeGrain
{
    private readonly ProbeJournal _journal;
    private readonly string _activation;
    private readonly List<string> _notes = [];
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainTimer? _timer;
    private bool _turnRuns;

    public ProbeGrain(ProbeJournal journal)
    {
        _journal = journal;
        _activation = journal.NextActivation(this).ToString(CultureInfo.InvariantCulture);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _journal.Write($"{this.GetPrimaryKeyString()} ended {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public async Task Hold(string label)
    {
        Add($"{label} begins");
        await _released.Task;
        Add($"{label} ends");
    }

    public Task Release()
    {
        _released.TrySetResult();
        _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return Task.CompletedTask;
    }

    public Task Note(string label)
    {
        Add(label);
        return Task.CompletedTask;
    }

    public Task Hint(string label) => Note(label);

    public async Task HintFails()
    {
        await Task.Yield();
        throw new InvalidOperationException("A hint failed.");
    }

    public Task<NoteList> Notes() => Task.FromResult(new NoteList([.. _notes]));

    public Task<string> ActivationId() => Task.FromResult(_activation);

    public Task<int> Fail(string message) => throw new InvalidOperationException(message);

    public async Task<int> FailLater(string message)
    {
        await Task.Yield();
        throw new ArgumentException(message);
    }

    public async Task Cycle(string other) =>
        await GrainFactory.GetGrain<IProbeGrain>(other).CallBack(this.GetPrimaryKeyString());

    public async Task CallBack(string caller) => await GrainFactory.GetGrain<IProbeGrain>(caller).Note("called back");

    public Task Never() => new TaskCompletionSource().Task;

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task StartBackground(int parts)
    {
        _ = Background(parts);
        return Task.CompletedTask;
    }

    public Task StartTimer(string label, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(
            () => Note(label),
            new GrainTimerCreationOptions
            {
                DueTime = due,
                Period = period,
                Interleave = interleave,
                KeepAlive = keepAlive,
            });
        return Task.CompletedTask;
    }

    public Task StopTimer()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Delay(TimeSpan timeSpan)
    {
        DelayDeactivation(timeSpan);
        return Task.CompletedTask;
    }

    public Task Tell(IProbeObserver observer, string word) => observer.Heard(word);

    public Task<string> TellAndWait(IProbeObserver observer, string word) => observer.Echo(word);

    private async Task Background(int parts)
    {
        for (var part = 0; part < parts; part++)
        {
            await Task.Yield();
            Add(_turnRuns ? "two turns at once" : "background");
        }
    }

    private void Add(string label)
    {
        _turnRuns = true;
        _notes.Add(label);
        _journal.Write($"{this.GetPrimaryKeyString()} {label}");
        _turnRuns = false;
    }
}
