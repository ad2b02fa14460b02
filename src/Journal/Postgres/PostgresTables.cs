using System.Globalization;
using Dispatch.Journal.Tables;
using Dispatch.Journal.Writing;
using Npgsql;

namespace Dispatch.Journal.Postgres;

internal sealed class PostgresTables(GroupCommitWriter writer, PostgresReadPool reads) : ITables
{
    public async Task<IReadOnlyList<T>> Read<T>(
        string sql, object[] parameters, Func<ITableRow, T> row, CancellationToken cancellationToken) =>
        await reads.ReadAll(sql, parameters, reader => row(new Row(reader)), cancellationToken).ConfigureAwait(false);

    public Task<T> Write<T>(string subject, long bytes, Func<ITableSession, T> work) =>
        writer.Run<PostgresWriteSession, T>(subject, bytes, session =>
        {
            session.EnsureBegun();
            return work(new Session(session));
        });

    private sealed class Session(PostgresWriteSession session) : ITableSession
    {
        public int Execute(string sql, params ReadOnlySpan<object> parameters) => session.Execute(sql, parameters);

        public long? Number(string sql, params ReadOnlySpan<object> parameters) => session.Scalar(sql, parameters) switch
        {
            null or DBNull => null,
            var number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
        };
    }

    private sealed class Row(NpgsqlDataReader reader) : ITableRow
    {
        public long Number(int column) => reader.GetFieldValue<long>(column);

        public string Text(int column) => reader.GetString(column);

        public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

        public bool IsNull(int column) => reader.IsDBNull(column);
    }
}
