namespace Dispatch.Engine;

/// <summary>Makes references. A reference is cheap, holds no activation alive and may be kept.</summary>
public interface IGrainFactory
{
    /// <param name="primaryKey">Not empty; compared ordinally.</param>
    /// <param name="grainClassNamePrefix">Not used by the embedded engine: one class implements one interface.</param>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to <paramref name="obj"/> that may be handed to grains. The object is held weakly.</summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Takes the reference back: later calls through it are dropped.</summary>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}
