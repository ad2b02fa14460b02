namespace Dispatch.Journal.Sqlite;

/// <summary>What a checkpoint found.</summary>
/// <param name="Logged">Pages in the write-ahead log.</param>
/// <param name="Moved">Of these, pages that are in the database as well.</param>
internal readonly record struct SqliteCheckpoint(int Logged, int Moved);
