using System.Collections.Frozen;
using System.Collections.Immutable;
using Dispatch.Domain.Providers;

namespace Dispatch.Domain.Services;

/// <summary>The services that a consult may be for, from <c>services.csv</c> beside this file, in its order.</summary>
public static class ServiceCatalog
{
    public static ImmutableArray<Service> All { get; } = [.. Load()];

    private static readonly FrozenDictionary<string, Service> ById = All.ToFrozenDictionary(s => s.Id.Value);

    public static bool TryGet(ServiceId id, out Service service) => ById.TryGetValue(id.Value ?? "", out service!);

    /// <exception cref="KeyNotFoundException">No such service.</exception>
    public static Service Get(ServiceId id) => ById[id.Value];

    private static IEnumerable<Service> Load()
    {
        using var stream = typeof(ServiceCatalog).Assembly
            .GetManifestResourceStream("Dispatch.Domain.Services.services.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return new Service(
                new ServiceId(cells[0]),
                cells[1],
                [.. cells[2].Split(' ').Select(m => Enum.Parse<Modality>(m, ignoreCase: true))],
                [.. cells[3].Split(' ').Select(Enum.Parse<Credential>)],
                cells[4] == "yes");
        }
    }
}
