namespace Dispatch.Engine;

/// <summary>A grain that is named by a string, unique within its grain type.</summary>
public interface IGrainWithStringKey : IGrain;
