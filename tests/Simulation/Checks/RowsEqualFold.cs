using System.Text.Json;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>After each append the rows of its consult are what the events add up to, and there are no others.</summary>
internal sealed class RowsEqualFold : Rule
{
    // In the order of writing: what a seed finds first is the same in every process.
    private readonly List<ConsultId> _written = [];
    private long _consults;

    public RowsEqualFold(World world)
        : base(world) => world.Tables.Consults.Written += _written.Add;

    public override void On(ConsultFact fact)
    {
        _consults += fact.After.Version == 1 ? 1 : 0;
        if (!World.Tables.Consults.TryGet(fact.Id, out var row))
        {
            Break(fact.Id.Value, $"There is no row after {fact.Event.GetType().Name}.");
            return;
        }

        // Several events of one append share the row of the last.
        if (row.Open.Version > fact.After.Version)
        {
            return;
        }

        if (!Same(row.Open, fact.After.ToOpenConsult()) || !Same(row.Consult, fact.After.ToSummary()))
        {
            Break(
                fact.Id.Value,
                $"""
                The row differs after {fact.Event.GetType().Name}:
                  row  {Text(row.Open)} {Text(row.Consult)}
                  fold {Text(fact.After.ToOpenConsult())} {Text(fact.After.ToSummary())}
                """);
        }

        if (fact.After.Order is { } order && !World.Tables.Orders.ContainsKey(order))
        {
            Break($"{fact.Id} {order}", "The order's row is missing.");
        }
    }

    /// <summary>Nothing writes rows but events.</summary>
    public override void Tick()
    {
        foreach (var id in _written)
        {
            if (Facts.Open.TryGetValue(id, out var consult)
                && World.Tables.Consults.TryGet(id, out var row)
                && row.Open.Version != consult.Version)
            {
                Break(id.Value, $"The row is at version {row.Open.Version}, the stream at {consult.Version}.");
            }
        }

        _written.Clear();
    }

    public override void Ended()
    {
        if (World.Tables.Consults.All.LongCount() != _consults)
        {
            Break("consults", $"{World.Tables.Consults.All.LongCount()} rows for {_consults} consults.");
        }

        foreach (var state in Facts.Providers)
        {
            var id = state.Profile.Id;
            if (Text(World.Tables.Providers.GetValueOrDefault(id)) != Text(state))
            {
                Break(id.Value, "provider_states differs from the fold of events.");
            }
        }
    }

    // Records are equal when their arrays are the same, which those read back from JSON are not.
    private static bool Same(OpenConsult row, OpenConsult fold) =>
        row with { Ticket = fold.Ticket } == fold
        && row.Ticket.Consult == fold.Ticket.Consult
        && (fold.Version > 1 || Same(row.Ticket, fold.Ticket));

    private static bool Same(Ticket row, Ticket fold) =>
        row with { Requirements = fold.Requirements, Ladder = fold.Ladder } == fold
        && row.Requirements with { Services = fold.Requirements.Services, Credentials = fold.Requirements.Credentials } == fold.Requirements
        && row.Requirements.Services.AsSpan().SequenceEqual(fold.Requirements.Services.AsSpan())
        && row.Requirements.Credentials.AsSpan().SequenceEqual(fold.Requirements.Credentials.AsSpan())
        && row.Ladder is null == fold.Ladder is null
        && (row.Ladder?.Steps ?? []).AsSpan().SequenceEqual((fold.Ladder?.Steps ?? []).AsSpan());

    private static bool Same(ConsultSummary row, ConsultSummary fold) =>
        row with { Services = fold.Services } == fold && row.Services.AsSpan().SequenceEqual(fold.Services.AsSpan());

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
