namespace Dispatch.Tests.Unit.Deploy;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Repository
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static bool Has(string path) => Path.Exists(PathOf(path));

    public static string[] Lines(string file) => File.ReadAllLines(PathOf(file));

    private static string Find(DirectoryInfo? at)
    {
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Dispatch.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException($"Expected a checkout above {AppContext.BaseDirectory}.");
    }
}
