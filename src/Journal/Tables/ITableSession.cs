namespace Dispatch.Journal.Tables;

/// <summary>The transaction that work on tables shares.</summary>
internal interface ITableSession
{
    /// <returns>How many rows it changed.</returns>
    int Execute(string sql, params ReadOnlySpan<object> parameters);

    /// <summary>The first column of the first row, a number; null when there is no row.</summary>
    long? Number(string sql, params ReadOnlySpan<object> parameters);
}
