namespace Dispatch.Engine;

/// <summary>Marks an interface as one through which a grain is called. Every method returns a task.</summary>
public interface IGrain : IAddressable;
