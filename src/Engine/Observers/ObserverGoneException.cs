namespace Dispatch.Engine.Embedded;

/// <summary>An awaited call to an observer that was collected or whose reference was taken back. It did not run.</summary>
public sealed class ObserverGoneException : Exception
{
    public ObserverGoneException()
        : this("The observer is gone.")
    {
    }

    public ObserverGoneException(string message)
        : base(message)
    {
    }

    public ObserverGoneException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
