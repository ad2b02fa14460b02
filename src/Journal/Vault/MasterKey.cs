using System.Security.Cryptography;
using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Vault;

/// <summary>The key that wraps the clinics' keys. Whoever loses it loses every patient's data.</summary>
public sealed class MasterKey
{
    public const int Length = 32;

    private readonly byte[] _bytes;

    private MasterKey(byte[] bytes) => _bytes = bytes;

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <exception cref="InvalidOperationException">The key is not 32 bytes in base64; the message does not show it.</exception>
    public static MasterKey Load(VaultOptions options, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        if (options.MasterKey is { } given)
        {
            return Parse(given, "the option MasterKey");
        }

        if (!File.Exists(options.MasterKeyFile))
        {
            TryGenerate(options.MasterKeyFile, random);
        }

        return Parse(File.ReadAllText(options.MasterKeyFile), $"the file {options.MasterKeyFile}");
    }

    private static MasterKey Parse(string base64, string where)
    {
        var bytes = new byte[Length];
        if (!Convert.TryFromBase64String(base64.Trim(), bytes, out var length) || length != Length)
        {
            throw new InvalidOperationException($"Expected {Length} bytes as base64 in {where}, found something else.");
        }

        return new MasterKey(bytes);
    }

    // Written beside and moved, so that a crash leaves no half key; not over another process's, whose file then counts.
    private static void TryGenerate(string path, IRandomSource random)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Span<byte> key = stackalloc byte[Length];
        random.Fill(key);
        Span<byte> tag = stackalloc byte[8];
        random.Fill(tag);
        var beside = $"{path}.{Convert.ToHexStringLower(tag)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
            file.Flush(flushToDisk: true);
        }

        CryptographicOperations.ZeroMemory(key);
        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
    }
}
