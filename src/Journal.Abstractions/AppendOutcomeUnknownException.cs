namespace Dispatch.Journal;

/// <summary>A COMMIT was sent and its answer did not arrive; only reading the stream tells whether it took effect.</summary>
[GenerateSerializer, Alias("append-outcome-unknown")]
public sealed class AppendOutcomeUnknownException : StoreUnavailableException
{
    public AppendOutcomeUnknownException()
    {
    }

    public AppendOutcomeUnknownException(string message)
        : base(message)
    {
    }

    public AppendOutcomeUnknownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
