using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Dispatch.Tests.Simulation.Mutants;

/// <summary>Compiles one project of the product with edits.</summary>
internal static class MutantCompiler
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Dispatch.Engine;
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);
    private static readonly string Root = FindRoot();
    private static readonly ImmutableArray<ISourceGenerator> Generators = LoadGenerators();
    private static readonly ImmutableArray<PortableExecutableReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // What a project is without edits: parsed, bound to its references and generated for once.
    private static readonly ConcurrentDictionary<string, Lazy<Unchanged>> Projects = [];

    /// <exception cref="InvalidOperationException">An edit does not match exactly once, or the result does not compile.</exception>
    public static (string AssemblyName, byte[] Image) Compile(ImmutableArray<Edit> edits)
    {
        var project = edits.Select(e => e.File.Split('/')[0]).Distinct().Single();
        var unchanged = Projects.GetOrAdd(project, name => new Lazy<Unchanged>(() => Read(name))).Value;
        Compilation compilation = unchanged.Compilation;
        foreach (var file in edits.GroupBy(e => e.File))
        {
            var path = Path.Combine(Root, "src", file.Key);
            var before = unchanged.Compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == path)
                ?? throw new InvalidOperationException($"There is no file src/{file.Key}.");
            var text = file.Aggregate(before.ToString(), (text, edit) => Apply(edit, text));
            compilation = compilation.ReplaceSyntaxTree(before, CSharpSyntaxTree.ParseText(text, Parsing, path));
        }

        unchanged.Driver.RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        return (compilation.AssemblyName!, Emit(compilation));
    }

    private static Unchanged Read(string project)
    {
        var name = $"Dispatch.{project}";
        var compilation = CSharpCompilation.Create(
            name,
            Sources(Path.Combine(Root, "src", project))
                .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Parsing, path))
                .Prepend(CSharpSyntaxTree.ParseText(Usings, Parsing)),
            References.Where(r => Path.GetFileNameWithoutExtension(r.FilePath) != name),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
        return new Unchanged(compilation, CSharpGeneratorDriver.Create(Generators, parseOptions: Parsing).RunGenerators(compilation));
    }

    private static string Apply(Edit edit, string text)
    {
        var first = text.IndexOf(edit.Old, StringComparison.Ordinal);
        if (first < 0 || text.IndexOf(edit.Old, first + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidOperationException($"src/{edit.File} has this {(first < 0 ? "nowhere" : "more than once")}: {edit.Old}");
        }

        return string.Concat(text.AsSpan(0, first), edit.New, text.AsSpan(first + edit.Old.Length));
    }

    private static byte[] Emit(Compilation compilation)
    {
        var original = Assembly.Load(compilation.AssemblyName!);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, manifestResources: original.GetManifestResourceNames().Select(
            resource => new ResourceDescription(resource, () => original.GetManifestResourceStream(resource)!, isPublic: true)));
        return result.Success
            ? image.ToArray()
            : throw new InvalidOperationException(string.Join(
                '\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dispatch.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Mutants are made from the sources: there is no Dispatch.sln above.");
    }

    private static ImmutableArray<ISourceGenerator> LoadGenerators() =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "generators"), "*.dll")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => new AnalyzerFileReference(path, new Loader()).GetGenerators(LanguageNames.CSharp)),
    ];

    private sealed record Unchanged(CSharpCompilation Compilation, GeneratorDriver Driver);

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => AssemblyLoadContext.Default.LoadFromAssemblyPath(fullPath);
    }
}
