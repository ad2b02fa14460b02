namespace Dispatch.Engine;

/// <summary>Hands a new grain its context while the engine runs its constructor; nothing else may use it.</summary>
public static class GrainConstruction
{
    [ThreadStatic]
    private static IGrainContext? _current;

    internal static IGrainContext? Current => _current;

    /// <summary>Runs <paramref name="create"/> with <paramref name="context"/> as the context of the grain it makes.</summary>
    public static object Create(IGrainContext context, Func<object> create)
    {
        var previous = _current;
        _current = context;
        try
        {
            return create();
        }
        finally
        {
            _current = previous;
        }
    }
}
