namespace Dispatch.LoadTests.Audit;

/// <summary>What is read of a store; the tables have the same names everywhere.</summary>
internal static class HistoryQueries
{
    public const string Consults = "SELECT consult, clinic, state, status FROM consults";

    public const string OpenConsults = "SELECT consult, status, provider FROM open_consults WHERE ended = 0";

    public const string Orders = "SELECT id, consult, provider FROM orders";

    /// <param name="streamPrefix">Letters and an underscore: it stands in the text of the query.</param>
    /// <param name="columns">Further ones of the store's own, each after a comma.</param>
    public static string Events(string streamPrefix, string columns = "")
    {
        // The character after the prefix's last: all names that begin with the prefix lie before it.
        var end = streamPrefix[..^1] + (char)(streamPrefix[^1] + 1);
        return $"SELECT stream, version, id, type, at, payload, hash{columns} FROM events WHERE stream >= '{streamPrefix}' AND stream < '{end}' ORDER BY stream, version";
    }

    /// <param name="scope">Letters: it stands in the text of the query.</param>
    public static string Claims(string scope) => $"SELECT scope, key, holder FROM claims WHERE scope = '{scope}'";
}
