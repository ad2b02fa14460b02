using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Dispatch.Domain.Services;

/// <summary>What an order for each service carries, from <c>order-forms.csv</c> beside this file, in its order.</summary>
public static class OrderForms
{
    private const char Separator = ' ';

    private static readonly FrozenDictionary<ServiceId, ImmutableArray<OrderField>> Forms = Load();

    /// <summary>Empty for a service that is not in the catalogue.</summary>
    public static ImmutableArray<OrderField> Of(ServiceId service) => Forms.GetValueOrDefault(service, []);

    private static FrozenDictionary<ServiceId, ImmutableArray<OrderField>> Load()
    {
        using var stream = typeof(OrderForms).Assembly
            .GetManifestResourceStream("Dispatch.Domain.Services.order-forms.csv")!;
        using var reader = new StreamReader(stream);
        var fields = new List<(ServiceId Service, OrderField Field)>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var field = new OrderField(
                cells[1],
                cells[2],
                Enum.Parse<OrderFieldKind>(cells[3], ignoreCase: true),
                cells[4] == "yes",
                cells[5].Length == 0 ? null : cells[5],
                [.. cells[6].Split(Separator, StringSplitOptions.RemoveEmptyEntries)]);
            fields.AddRange(cells[0].Split(Separator).Select(service => (new ServiceId(service), field)));
        }

        return fields.GroupBy(f => f.Service).ToFrozenDictionary(g => g.Key, g => g.Select(f => f.Field).ToImmutableArray());
    }
}
