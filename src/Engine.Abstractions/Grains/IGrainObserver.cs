namespace Dispatch.Engine;

/// <summary>An object outside any grain that grains may call. Engines hold it weakly: whoever registers it keeps it alive.</summary>
public interface IGrainObserver : IAddressable;
