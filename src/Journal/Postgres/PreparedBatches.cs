using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>
/// Statements of one connection that are sent together in one round trip, those without rows left out. Each combination
/// is a batch of its own, prepared once: there are few of them.
/// </summary>
internal sealed class PreparedBatches(NpgsqlConnection connection, IReadOnlyList<ArrayStatement> statements) : IDisposable
{
    private const string Begin = "BEGIN";
    private const string Commit = "COMMIT";

    private readonly Dictionary<(int Statements, bool Begins, bool Commits), NpgsqlBatch> _batches = [];

    public bool IsEmpty => Filled() == 0;

    /// <returns>The batch of the statements that have rows now, in their order; it belongs to this object.</returns>
    public NpgsqlBatch Of(bool begins, bool commits)
    {
        var filled = Filled();
        if (!_batches.TryGetValue((filled, begins, commits), out var batch))
        {
            batch = NewBatch(filled, begins, commits);
            _batches.Add((filled, begins, commits), batch);
        }

        return batch;
    }

    public void Clear()
    {
        foreach (var statement in statements)
        {
            statement.Clear();
        }
    }

    public void Dispose()
    {
        foreach (var batch in _batches.Values)
        {
            batch.Dispose();
        }
    }

    private int Filled()
    {
        var filled = 0;
        for (var i = 0; i < statements.Count; i++)
        {
            filled |= statements[i].IsEmpty ? 0 : 1 << i;
        }

        return filled;
    }

    private NpgsqlBatch NewBatch(int filled, bool begins, bool commits)
    {
        var batch = new NpgsqlBatch(connection);
        if (begins)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin));
        }

        for (var i = 0; i < statements.Count; i++)
        {
            if ((filled & (1 << i)) != 0)
            {
                batch.BatchCommands.Add(statements[i].NewCommand());
            }
        }

        if (commits)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Commit));
        }

        batch.Prepare();
        return batch;
    }
}
