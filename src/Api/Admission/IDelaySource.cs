namespace Dispatch.Api.Admission;

/// <summary>Measures how long work waits in this process before it begins.</summary>
public interface IDelaySource
{
    /// <summary>As last measured; starts the next measurement. Called once an interval while requests come.</summary>
    TimeSpan Measure();
}
