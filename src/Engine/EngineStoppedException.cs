namespace Dispatch.Engine.Embedded;

/// <summary>The engine is stopping or has stopped: the call was refused before it ran and changed nothing.</summary>
public sealed class EngineStoppedException : Exception
{
    public EngineStoppedException()
        : this("The engine has stopped.")
    {
    }

    public EngineStoppedException(string message)
        : base(message)
    {
    }

    public EngineStoppedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
