using System.Text;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Dispatch.Journal.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0. Bind, step, then <see cref="Reset"/>.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : IDisposable
{
    private const int StackBytes = 512;

    // Text that is not well-formed UTF-16 is refused rather than stored as something else.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public SqliteStatement Bind(int parameter, long value)
    {
        connection.Check(sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value) =>
        value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        var byteCountMaximum = Utf8.GetMaxByteCount(value.Length);
        var bytes = byteCountMaximum <= StackBytes ? stackalloc byte[StackBytes] : new byte[byteCountMaximum];
        return BindText(parameter, bytes[..Utf8.GetBytes(value, bytes)]);
    }

    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        connection.Check(sqlite3_bind_text(handle, parameter, utf8));
        return this;
    }

    public SqliteStatement BindBlob(int parameter, ReadOnlySpan<byte> value)
    {
        connection.Check(
            value.IsEmpty ? sqlite3_bind_zeroblob(handle, parameter, 0) : sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    public SqliteStatement BindNull(int parameter)
    {
        connection.Check(sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <returns>Whether there is a row to read.</returns>
    public bool Step()
    {
        var code = sqlite3_step(handle);
        connection.Check(code);
        return code == SQLITE_ROW;
    }

    /// <summary>Steps once and resets, whatever comes of it: for statements that answer no row.</summary>
    public void Run()
    {
        var code = sqlite3_step(handle);
        try
        {
            connection.Check(code);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Every row as the function reads it; resets afterwards.</summary>
    public List<T> ReadAll<T>(Func<SqliteStatement, T> read)
    {
        try
        {
            List<T> rows = [];
            while (Step())
            {
                rows.Add(read(this));
            }

            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row as the function reads it, or the default; resets afterwards.</summary>
    public T? ReadFirst<T>(Func<SqliteStatement, T> read)
    {
        try
        {
            return Step() ? read(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    public bool IsNull(int column) => sqlite3_column_type(handle, column) == SQLITE_NULL;

    public long Int64(int column) => sqlite3_column_int64(handle, column);

    // Through the bytes: the binding's own text ends at the first U+0000.
    public string Text(int column) => Utf8.GetString(Bytes(column));

    /// <returns>Valid until the next step or reset.</returns>
    public ReadOnlySpan<byte> Bytes(int column) => sqlite3_column_blob(handle, column);

    /// <summary>Ready to be bound and stepped again; what went wrong in a step was said by the step.</summary>
    public void Reset() => sqlite3_reset(handle);

    /// <summary>The code of one step, unchecked; for a COMMIT, whose failures differ in what they leave.</summary>
    public int StepUnchecked()
    {
        var code = sqlite3_step(handle);
        sqlite3_reset(handle);
        return code;
    }

    public void Dispose() => handle.Dispose();
}
