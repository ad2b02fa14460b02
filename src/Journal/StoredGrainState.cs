namespace Dispatch.Journal;

public sealed record StoredGrainState(ReadOnlyMemory<byte> Data, string Etag);
