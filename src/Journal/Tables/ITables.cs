namespace Dispatch.Journal.Tables;

/// <summary>
/// Tables beside the journal's own, in SQL that every store reads alike. Parameters are <c>$1</c> and so on: texts,
/// numbers as <see cref="long"/>, bytes; never null.
/// </summary>
internal interface ITables
{
    /// <summary>Every row as the function reads it.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read now.</exception>
    Task<IReadOnlyList<T>> Read<T>(
        string sql, object[] parameters, Func<ITableRow, T> row, CancellationToken cancellationToken);

    /// <summary>Work in one of the journal's transactions, perhaps again after a rollback.</summary>
    /// <param name="subject">Names it in messages.</param>
    /// <param name="bytes">What it writes, about.</param>
    /// <exception cref="StoreUnavailableException">The store cannot take writes now; nothing was written.</exception>
    Task<T> Write<T>(string subject, long bytes, Func<ITableSession, T> work);
}
