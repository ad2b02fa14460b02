namespace Dispatch.Journal;

/// <summary>The store is locked, full, read-only or gone. Nothing was written; trying again later may succeed.</summary>
[GenerateSerializer, Alias("store-unavailable")]
public class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
