using System.Text.Json;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>After each append the rows of its consult are what the events add up to.</summary>
internal sealed class RowsEqualFold(World world) : Rule(world)
{
    public override void On(ConsultFact fact)
    {
        var tables = World.Store.Tables;
        Compare(fact, "consults, as open", tables.Consults.GetValueOrDefault(fact.Id)?.Open, fact.After.ToOpenConsult());
        Compare(fact, "consults", tables.Consults.GetValueOrDefault(fact.Id)?.Consult, fact.After.ToSummary());
        if (fact.After.Order is { } order && !tables.Orders.ContainsKey(order))
        {
            Break($"{fact.Id} {order}", "The order's row is missing.");
        }
    }

    public override void End()
    {
        foreach (var state in World.Checks.Facts.Providers)
        {
            var id = state.Profile.Id;
            if (Text(World.Store.Tables.Providers.GetValueOrDefault(id)) != Text(state))
            {
                Break(id.Value, "provider_states differs from the fold of events.");
            }
        }
    }

    private void Compare<T>(ConsultFact fact, string table, T? row, T fold)
    {
        if (Text(row) != Text(fold))
        {
            Break(fact.Id.Value, $"{table} differs after {fact.Event.GetType().Name}:\n  row  {Text(row)}\n  fold {Text(fold)}");
        }
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
