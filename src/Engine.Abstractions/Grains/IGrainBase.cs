namespace Dispatch.Engine;

/// <summary>What the engine needs of a grain class.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object lives in.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call. A failure refuses the calls that waited; the next call tries again.</summary>
    Task OnActivateAsync(CancellationToken cancellationToken);

    /// <summary>Runs after the last call, never after a crash.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken);
}
