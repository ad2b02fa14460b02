using Dispatch.Journal;
using Npgsql;

namespace Dispatch.Tests.Conformance.Engines.Orleans;

/// <summary>The product's own scripts, as a silo applies them at start.</summary>
internal static class Schema
{
    public static void Apply(string database)
    {
        using var source = NpgsqlDataSource.Create(database);
        foreach (var script in SchemaScript.Of("postgres"))
        {
            using var command = source.CreateCommand(script.Sql);
            command.ExecuteNonQuery();
        }
    }
}
