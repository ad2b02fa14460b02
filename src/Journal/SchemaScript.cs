using System.Globalization;

namespace Dispatch.Journal;

/// <summary>One numbered script of a store's schema.</summary>
internal sealed record SchemaScript(int Version, string Name, string Sql)
{
    /// <summary>Every script of a store in order, from this assembly's resources.</summary>
    /// <param name="store">The first part of the resources' names.</param>
    public static IReadOnlyList<SchemaScript> Of(string store)
    {
        var assembly = typeof(SchemaScript).Assembly;
        var prefix = store + "/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal))
                .Select(resource => Read(resource, resource[prefix.Length..]))
                .OrderBy(script => script.Version),
        ];

        SchemaScript Read(string resource, string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            return new(int.Parse(name.AsSpan(0, 3), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }

    /// <summary>Those that a database of version <paramref name="current"/> lacks.</summary>
    /// <param name="current">0 for an empty database.</param>
    /// <param name="scripts">As <see cref="Of"/> gives them.</param>
    /// <param name="database">Named in the message.</param>
    /// <exception cref="InvalidOperationException">The database was written by a newer version.</exception>
    public static IEnumerable<SchemaScript> After(int current, IReadOnlyList<SchemaScript> scripts, string database) =>
        current <= scripts[^1].Version
            ? scripts.Where(script => script.Version > current)
            : throw new InvalidOperationException(
                $"{database} has schema {current}, and this program knows schemas up to {scripts[^1].Version}. "
                + "Start the version that wrote it, or a newer one.");
}
