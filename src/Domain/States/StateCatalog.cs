using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Dispatch.Domain.States;

/// <summary>The 50 states and DC, from <c>states.csv</c> beside this file. In the order of their codes.</summary>
public static class StateCatalog
{
    private static readonly FrozenDictionary<string, State> ByCode = Load().ToFrozenDictionary(s => s.Code.Value);

    public static ImmutableArray<State> All { get; } = [.. ByCode.Values.OrderBy(s => s.Code.Value, StringComparer.Ordinal)];

    private static readonly FrozenDictionary<StateCode, int> Indexes = All
        .Select((state, index) => KeyValuePair.Create(state.Code, index))
        .ToFrozenDictionary();

    /// <summary>The state's place in <see cref="All"/>.</summary>
    /// <exception cref="KeyNotFoundException">No such state.</exception>
    public static int IndexOf(StateCode code) => Indexes[code];

    public static bool Contains(StateCode code) => code.Value is not null && ByCode.ContainsKey(code.Value);

    /// <exception cref="KeyNotFoundException">No such state.</exception>
    public static State Get(StateCode code) => ByCode[code.Value];

    private static IEnumerable<State> Load()
    {
        using var stream = typeof(StateCatalog).Assembly.GetManifestResourceStream("Dispatch.Domain.States.states.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return new State(
                new StateCode(cells[0]),
                cells[1],
                int.Parse(cells[2], CultureInfo.InvariantCulture),
                TimeZoneInfo.FindSystemTimeZoneById(cells[3]),
                TimeZoneInfo.FindSystemTimeZoneById(cells[4]));
        }
    }
}
