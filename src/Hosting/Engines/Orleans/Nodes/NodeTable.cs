using Npgsql;

namespace Dispatch.Hosting.Nodes;

/// <summary>The processes of the cluster, in the store that they share: whoever can work at all can read it.</summary>
public sealed class NodeTable(string store) : IAsyncDisposable
{
    // A day after it was renewed last, an entry is of a process that nobody remembers.
    private const string Sweep = "DELETE FROM nodes WHERE renewed_at < now() - interval '1 day'";

    private const string Upsert =
        "INSERT INTO nodes (cluster, name, observer, news, beat, renewed_at) VALUES ($1, $2, $3, $4, 1, now()) "
        + "ON CONFLICT (cluster, name) DO UPDATE SET beat = nodes.beat + 1, renewed_at = now()";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(store);

    /// <summary>Adds the process, or renews its entry.</summary>
    public async Task Renew(string cluster, NodeEntry entry, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(Upsert);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cluster });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry.Name });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)entry.Observer ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry.News });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes the process off: it stops.</summary>
    public async Task Remove(string cluster, string name)
    {
        await using var command = _source.CreateCommand("DELETE FROM nodes WHERE cluster = $1 AND name = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cluster });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes off what was forgotten long ago.</summary>
    public async Task RemoveForgotten(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(Sweep);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All processes that are, or were a while ago.</summary>
    public async Task<IReadOnlyList<NodeEntry>> Read(string cluster, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            "SELECT name, observer, news, beat FROM nodes WHERE cluster = $1 AND renewed_at > now() - interval '1 hour'");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = cluster });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<NodeEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new NodeEntry(
                reader.GetString(0),
                await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetString(1),
                reader.GetString(2),
                reader.GetInt64(3)));
        }

        return entries;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
