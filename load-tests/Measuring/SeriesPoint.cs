namespace Dispatch.LoadTests.Measuring;

/// <summary>One second of a run.</summary>
/// <param name="Second">Since the run's start, at the end of this second.</param>
/// <param name="Sent">Requests sent in it.</param>
/// <param name="ServerCores">Cores that the server and its store used; null when unknown.</param>
/// <param name="ManagedBytes">As the server's metrics tell it; null when it does not.</param>
/// <param name="Open">Consults answered 201 and not completed, at its end.</param>
public sealed record SeriesPoint(
    double Second,
    int Sent,
    int Created,
    int Completed,
    int Refused,
    double? ServerCores,
    double GeneratorCores,
    long? ResidentBytes,
    long? ManagedBytes,
    int Open);
