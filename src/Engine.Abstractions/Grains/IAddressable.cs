namespace Dispatch.Engine;

/// <summary>Something that a call can be sent to: a grain or an observer.</summary>
public interface IAddressable;
