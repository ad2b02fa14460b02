namespace Dispatch.Tests.Conformance.Grains;

/// <summary>A grain whose calls can be held and released by other calls, and that tells what happened in it.</summary>
[Alias("test.probe")]
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Awaits until <see cref="Release"/>.</summary>
    [Alias("hold")]
    Task Hold(string label);

    [AlwaysInterleave]
    [Alias("release")]
    Task Release();

    /// <summary>Notes the label and returns.</summary>
    [Alias("note")]
    Task Note(string label);

    [OneWay]
    [Alias("hint")]
    Task Hint(string label);

    [OneWay]
    [Alias("hint-fails")]
    Task HintFails();

    /// <summary>What was noted, in order.</summary>
    [AlwaysInterleave]
    [Alias("notes")]
    Task<NoteList> Notes();

    /// <summary>Distinguishes activations of one key.</summary>
    [AlwaysInterleave]
    [Alias("activation")]
    Task<string> ActivationId();

    [Alias("fail")]
    Task<int> Fail(string message);

    [Alias("fail-later")]
    Task<int> FailLater(string message);

    /// <summary>Calls <paramref name="other"/>, which calls back with <see cref="Note"/>: a cycle.</summary>
    [ResponseTimeout("00:00:02")]
    [Alias("cycle")]
    Task Cycle(string other);

    [ResponseTimeout("00:00:01")]
    [Alias("call-back")]
    Task CallBack(string caller);

    /// <summary>Never answers in time.</summary>
    [ResponseTimeout("00:00:00.200")]
    [Alias("never")]
    Task Never();

    [Alias("end")]
    Task End();

    /// <summary>Starts work that nobody awaits; each of its parts notes a label and sees whether it is alone.</summary>
    [Alias("background")]
    Task StartBackground(int parts);

    [Alias("timer")]
    Task StartTimer(string label, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive);

    [Alias("timer-stop")]
    Task StopTimer();

    [AlwaysInterleave]
    [Alias("delay")]
    Task Delay(TimeSpan timeSpan);

    [Alias("tell")]
    Task Tell(IProbeObserver observer, string word);

    [Alias("tell-and-wait")]
    Task<string> TellAndWait(IProbeObserver observer, string word);
}
