namespace Dispatch.Engine;

/// <summary>The grain's mailbox is full: the call was refused before it ran and changed nothing.</summary>
public sealed class LimitExceededException : Exception
{
    public LimitExceededException()
    {
    }

    public LimitExceededException(string message)
        : base(message)
    {
    }

    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
