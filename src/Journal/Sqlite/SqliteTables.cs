using Dispatch.Journal.Tables;
using Dispatch.Journal.Writing;

namespace Dispatch.Journal.Sqlite;

internal sealed class SqliteTables(GroupCommitWriter writer, SqliteReadPool reads) : ITables
{
    public Task<IReadOnlyList<T>> Read<T>(
        string sql, object[] parameters, Func<ITableRow, T> row, CancellationToken cancellationToken) =>
        reads.Read<IReadOnlyList<T>>(
            connection =>
            {
                var statement = Bound(connection, sql, parameters);
                var reader = new Row(statement);
                return statement.ReadAll(_ => row(reader));
            },
            cancellationToken);

    public Task<T> Write<T>(string subject, long bytes, Func<ITableSession, T> work) =>
        writer.Run<SqliteWriteSession, T>(subject, bytes, session => work(new Session(session.Connection)));

    // Numbered parameters are written with a question mark here; texts of SQL have no other dollar sign.
    private static SqliteStatement Bound(SqliteConnection connection, string sql, ReadOnlySpan<object> parameters)
    {
        var statement = connection.Prepare(sql.Replace('$', '?'));
        for (var i = 0; i < parameters.Length; i++)
        {
            _ = parameters[i] switch
            {
                long number => statement.Bind(i + 1, number),
                string text => statement.Bind(i + 1, text),
                byte[] bytes => statement.BindBlob(i + 1, bytes),
                var other => throw new ArgumentException($"Expected a text, a long or bytes, found {other.GetType().Name}."),
            };
        }

        return statement;
    }

    private sealed class Session(SqliteConnection connection) : ITableSession
    {
        public int Execute(string sql, params ReadOnlySpan<object> parameters)
        {
            Bound(connection, sql, parameters).Run();
            return connection.ChangedRows;
        }

        public long? Number(string sql, params ReadOnlySpan<object> parameters) =>
            Bound(connection, sql, parameters).ReadFirst(static row => (long?)row.Int64(0));
    }

    private sealed class Row(SqliteStatement statement) : ITableRow
    {
        public long Number(int column) => statement.Int64(column);

        public string Text(int column) => statement.Text(column);

        public byte[] Bytes(int column) => statement.Bytes(column).ToArray();

        public bool IsNull(int column) => statement.IsNull(column);
    }
}
