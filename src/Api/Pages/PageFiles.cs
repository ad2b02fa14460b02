using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Dispatch.Api.Pages;

/// <summary>
/// The built pages, read once when the server starts: they are small, and what is in memory cannot be asked to leave its
/// folder.
/// </summary>
public sealed class PageFiles
{
    /// <summary>Beside the program.</summary>
    public const string DefaultFolder = "wwwroot";

    private const string HashedFolder = "assets/";
    private const string BrotliExtension = ".br";
    private const string Charset = "; charset=utf-8";
    private const string AnyType = "application/octet-stream";
    private const int TagBytes = 12;

    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly FrozenDictionary<string, PageFile> _files;

    private PageFiles(FrozenDictionary<string, PageFile> files) => _files = files;

    /// <summary>Every file by its path below the root, with slashes; in no order.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <param name="folder">Null for the default; one that is not there holds nothing.</param>
    public static PageFiles Load(string? folder)
    {
        var root = folder ?? Path.Combine(AppContext.BaseDirectory, DefaultFolder);
        if (!Directory.Exists(root))
        {
            return new PageFiles(FrozenDictionary<string, PageFile>.Empty);
        }

        var names = Directory.GetFiles(root, "*", SearchOption.AllDirectories);
        return new PageFiles(names
            .Where(name => !name.EndsWith(BrotliExtension, StringComparison.Ordinal))
            .ToFrozenDictionary(name => Path.GetRelativePath(root, name).Replace('\\', '/'), name => Read(root, name)));
    }

    /// <summary>Null when there is no such file.</summary>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path);

    private static PageFile Read(string root, string name)
    {
        var content = File.ReadAllBytes(name);
        var brotli = name + BrotliExtension;
        return new PageFile(
            content,
            File.Exists(brotli) ? File.ReadAllBytes(brotli) : null,
            TypeOf(name),
            Path.GetRelativePath(root, name).Replace('\\', '/').StartsWith(HashedFolder, StringComparison.Ordinal),
            new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, TagBytes))}\""));
    }

    private static string TypeOf(string name)
    {
        var type = Types.TryGetContentType(name, out var known) ? known : AnyType;
        return type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal)
            ? type + Charset
            : type;
    }
}
