using Dispatch.Domain.States;

namespace Dispatch.Journal.History;

/// <summary>The consults that were first accepted within a span of time.</summary>
/// <param name="State">Null for all states together.</param>
/// <param name="Start">Inclusive.</param>
/// <param name="InTime">Of the accepted, those within their promise.</param>
/// <param name="Promised">The sum of what they were promised.</param>
/// <param name="Waits">As <see cref="Domain.Waits.WaitSketch.ToBytes"/> writes them.</param>
public sealed record WaitBucket(
    TimeSpan Span,
    StateCode? State,
    DateTimeOffset Start,
    int Accepted,
    int InTime,
    TimeSpan Promised,
    ReadOnlyMemory<byte> Waits);
