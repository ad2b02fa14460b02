namespace Dispatch.Engine.Embedded;

/// <summary>One version of one record of a <see cref="IGrainStateStore"/>.</summary>
/// <param name="State">UTF-8 JSON.</param>
/// <param name="Etag">Names this version.</param>
public sealed record StoredGrainState(ReadOnlyMemory<byte> State, string Etag);
