using Dispatch.Tests.Postgres;

namespace Dispatch.LoadTests.Server;

/// <summary>A PostgreSQL server for one run, set as one is that shares a small machine, and fully durable.</summary>
internal static class LoadPostgres
{
    // Checkpoints at the distance that one keeps in production: what they cost belongs to the figures.
    private static readonly string[] Settings = ["shared_buffers=512MB", "max_wal_size=2GB", "checkpoint_timeout=5min"];

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static PostgresServer Start() => PostgresServer.Start(Settings);
}
