namespace Dispatch.Engine;

/// <summary>What a grain says to its engine.</summary>
public static class GrainExtensions
{
    /// <summary>The key under which this grain was addressed.</summary>
    public static string GetPrimaryKeyString(this IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GrainContext.Key;
    }

    /// <summary>Registers a timer of this activation; see <see cref="GrainTimerCreationOptions"/>.</summary>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(callback);
        return grain.GrainContext.RegisterTimer(callback, options);
    }

    /// <inheritdoc cref="RegisterGrainTimer(IGrainBase, Func{CancellationToken, Task}, GrainTimerCreationOptions)"/>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RegisterGrainTimer(grain, _ => callback(), options);
    }
}
