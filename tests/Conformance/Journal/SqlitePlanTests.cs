using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Dispatch.Journal;
using Dispatch.Journal.Sqlite;

namespace Dispatch.Tests.Conformance.Journal;

/// <summary>How SQLite goes about the statements of the store, which are found as the texts in its assembly.</summary>
public sealed class SqlitePlanTests
{
    /// <summary>Tables that hold all that ever was.</summary>
    private static readonly string[] Growing =
        ["events", "claims", "consults", "tickets", "offers", "orders", "patient_providers", "provider_figures", "wait_history"];

    /// <summary>An index of what is open only is as short as what is open.</summary>
    private static readonly string[] OfWhatIsOpen = ["consults_open", "consults_served"];

    [Fact]
    public async Task Statements_OnTablesThatGrowForEver_ReadNoneOfThemFromEndToEnd()
    {
        await using var fixture = new SqliteFixture();
        fixture.Start();
        using var connection = fixture.Connect();

        var plans = Statements().Select(sql => (Sql: sql, Plan: PlanOf(connection, sql))).Where(p => p.Plan.Count > 0).ToList();

        Assert.True(plans.Count > 30, $"Only {plans.Count} statements were understood.");
        Assert.Empty(plans.Where(p => p.Plan.Any(IsEndToEnd)).Select(p => $"{string.Join("; ", p.Plan)}: {p.Sql}"));
    }

    private static bool IsEndToEnd(string step)
    {
        var words = step.Split(' ');
        return words[0] == "SCAN" && Growing.Contains(words[1]) && !OfWhatIsOpen.Contains(words[^1]);
    }

    private static List<string> PlanOf(SqliteConnection connection, string sql)
    {
        try
        {
            return connection.Prepare("EXPLAIN QUERY PLAN " + sql).ReadAll(static row => row.Text(3));
        }
        catch (Exception fault) when (fault is StoreUnavailableException or RefusedByStoreException)
        {
            // The other store's, or a part of a text.
            return [];
        }
    }

    private static List<string> Statements()
    {
        using var file = new PEReader(File.OpenRead(typeof(SqliteStore).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var texts = new List<string>();
        var text = MetadataTokens.UserStringHandle(0);
        while (!(text = metadata.GetNextHandle(text)).IsNil)
        {
            texts.Add(metadata.GetUserString(text).Trim());
        }

        return [.. texts.Where(IsStatement)];
    }

    // One without a condition is the beginning of a text that is put together.
    private static bool IsStatement(string text) => text.Split(' ')[0] switch
    {
        "SELECT" or "WITH" or "INSERT" => true,
        "UPDATE" or "DELETE" => text.Contains("WHERE", StringComparison.Ordinal),
        _ => false,
    };
}
