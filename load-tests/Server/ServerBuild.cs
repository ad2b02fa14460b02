using System.Diagnostics;

namespace Dispatch.LoadTests.Server;

/// <summary>Finds the release build of the server, and makes it when asked.</summary>
public static class ServerBuild
{
    private const string SolutionFile = "Dispatch.sln";
    private const string Project = "src/Api/Api.csproj";
    private const string Assembly = "artifacts/embedded/bin/Api/release/Dispatch.Api.dll";

    /// <param name="startAt">A directory inside the repository.</param>
    /// <param name="build">Builds first, so that no stale server is measured.</param>
    /// <returns>The path of the server's dll.</returns>
    /// <exception cref="InvalidOperationException">This is no checkout, or there is no build; the message says what to do.</exception>
    public static async Task<string> Find(string startAt, bool build, CancellationToken cancel)
    {
        var root = Root(startAt);
        if (build)
            await Build(Path.Combine(root, Project), cancel);

        var assembly = Path.Combine(root, Assembly);
        return File.Exists(assembly)
            ? assembly
            : throw new InvalidOperationException($"Expected {assembly}: leave --no-build away.");
    }

    private static string Root(string startAt)
    {
        for (var at = new DirectoryInfo(startAt); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, SolutionFile)))
                return at.FullName;
        }

        throw new InvalidOperationException(
            $"Expected {SolutionFile} in or above {startAt}: give --url, or run inside the repository.");
    }

    private static async Task Build(string project, CancellationToken cancel)
    {
        using var build = Process.Start("dotnet", ["build", "-c", "Release", "-v", "quiet", "-nologo", "-nodeReuse:false", project]);
        await build.WaitForExitAsync(cancel);
        if (build.ExitCode != 0)
            throw new InvalidOperationException($"{project} does not build.");
    }
}
