namespace Dispatch.Engine;

/// <summary>
/// Base of every grain class. A grain's code runs one turn at a time; a call occupies the grain until its task
/// completes, unless the call or the grain is marked as interleaving.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <exception cref="InvalidOperationException">The grain was not created by an engine.</exception>
    protected Grain() => GrainContext = GrainConstruction.Current
        ?? throw new InvalidOperationException("A grain is created by its engine, not with new.");

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    protected IGrainFactory GrainFactory => GrainContext.GrainFactory;

    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Ends this activation after the current call; state in memory is gone, state in the store is not.</summary>
    protected void DeactivateOnIdle() => GrainContext.Deactivate(
        new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    /// <summary>Keeps this activation from idle collection for at least <paramref name="timeSpan"/> from now.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => GrainContext.DelayDeactivation(timeSpan);
}
