using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Journal.Postgres;

/// <summary>One column of the rows that a statement takes as arrays.</summary>
internal interface IArrayColumn
{
    int Count { get; }

    /// <summary>A parameter that sends what the column holds at the time, so it is made once.</summary>
    NpgsqlParameter NewParameter();

    void Clear();
}

/// <inheritdoc/>
internal sealed class ArrayColumn<T>(NpgsqlDbType elementType) : IArrayColumn
{
    private readonly List<T> _values = [];

    public int Count => _values.Count;

    public void Add(T value) => _values.Add(value);

    public NpgsqlParameter NewParameter() =>
        new NpgsqlParameter<List<T>> { TypedValue = _values, NpgsqlDbType = NpgsqlDbType.Array | elementType };

    public void Clear() => _values.Clear();
}
