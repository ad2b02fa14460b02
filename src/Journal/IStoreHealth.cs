namespace Dispatch.Journal;

/// <summary>How the store does, for readiness and metrics.</summary>
public interface IStoreHealth
{
    StoreStatistics Read();
}
