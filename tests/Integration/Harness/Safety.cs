namespace Dispatch.Tests.Integration.Harness;

/// <summary>How long a test waits for what must come, before it fails: far more than a slow machine needs.</summary>
public static class Safety
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);

    /// <summary>Waits in real time, whatever the host's clock does.</summary>
    /// <param name="awaited">What must come.</param>
    /// <param name="seen">Said when it does not.</param>
    /// <param name="limit">Null for <see cref="Limit"/>.</param>
    public static async Task<T> Within<T>(Task<T> awaited, Func<string> seen, TimeSpan? limit = null)
    {
        try
        {
            return await awaited.WaitAsync(limit ?? Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail(seen());
            throw;
        }
    }

    /// <inheritdoc cref="Within{T}"/>
    public static Task Within(Task awaited, Func<string> seen, TimeSpan? limit = null) => Within(Completed(awaited), seen, limit);

    private static async Task<bool> Completed(Task task)
    {
        await task;
        return true;
    }
}
