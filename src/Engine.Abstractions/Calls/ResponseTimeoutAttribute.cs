namespace Dispatch.Engine;

/// <summary>How long a caller waits for this method before it gets a <see cref="TimeoutException"/>.</summary>
/// <param name="timeout">As <c>TimeSpan.Parse</c> takes it: <c>hh:mm:ss</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    public TimeSpan? Timeout { get; } = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);
}
