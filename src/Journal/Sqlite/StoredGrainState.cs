namespace Dispatch.Journal.Sqlite;

public sealed record StoredGrainState(ReadOnlyMemory<byte> Data, string Etag);
