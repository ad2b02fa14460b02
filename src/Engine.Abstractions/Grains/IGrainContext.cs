namespace Dispatch.Engine;

/// <summary>One activation as its grain sees it. The engine implements it; grains reach it through <see cref="Grain"/>.</summary>
public interface IGrainContext
{
    /// <summary>The grain's key, as the caller of <see cref="IGrainFactory.GetGrain{TGrainInterface}"/> gave it.</summary>
    string Key { get; }

    /// <summary>Services of the process that hosts the activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>References to other grains and to observers.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>Registers a timer that ticks as a turn of this activation and stops with it.</summary>
    IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options);

    /// <summary>Ends the activation once nothing is running; calls that arrive meanwhile go to the next one.</summary>
    void Deactivate(DeactivationReason reason);

    /// <summary>Keeps the activation from idle collection for at least this long from now.</summary>
    void DelayDeactivation(TimeSpan timeSpan);
}
