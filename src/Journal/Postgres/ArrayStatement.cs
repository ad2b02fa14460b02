using Npgsql;

namespace Dispatch.Journal.Postgres;

/// <summary>One statement for any number of rows: they are parameters, an array per column, in the order of the keys.</summary>
/// <param name="sql">Its parameters are the columns in their order.</param>
/// <param name="columns">Filled and cleared together.</param>
internal sealed class ArrayStatement(string sql, params IArrayColumn[] columns)
{
    /// <summary>Without rows it need not be sent.</summary>
    public bool IsEmpty => columns[0].Count == 0;

    /// <summary>A command that sends what the columns hold whenever it runs.</summary>
    public NpgsqlBatchCommand NewCommand()
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
        {
            command.Parameters.Add(column.NewParameter());
        }

        return command;
    }

    public void Clear()
    {
        foreach (var column in columns)
        {
            column.Clear();
        }
    }
}
