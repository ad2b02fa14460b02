using System.Security.Cryptography;
using System.Text;
using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Vault;

/// <summary>
/// A clinic's key under the master key: version (1 byte), nonce (12), AES-256-GCM ciphertext (32), tag (16), with the
/// clinic's id bound in. A random nonce does: a master key wraps far fewer than 2^32 keys.
/// </summary>
internal static class KeyWrap
{
    public const int KeyLength = 32;

    private const byte FormatVersion = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int WrappedLength = 1 + NonceLength + KeyLength + TagLength;

    /// <returns>A new key, wrapped.</returns>
    public static byte[] Create(MasterKey master, ClinicId clinic, IRandomSource random)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        random.Fill(key);
        var wrapped = new byte[WrappedLength];
        wrapped[0] = FormatVersion;
        var nonce = wrapped.AsSpan(1, NonceLength);
        random.Fill(nonce);
        using var aes = new AesGcm(master.Bytes, TagLength);
        aes.Encrypt(
            nonce,
            key,
            wrapped.AsSpan(1 + NonceLength, KeyLength),
            wrapped.AsSpan(1 + NonceLength + KeyLength),
            Encoding.UTF8.GetBytes(clinic.Value));
        CryptographicOperations.ZeroMemory(key);
        return wrapped;
    }

    /// <exception cref="CryptographicException">Wrapped by another master key, for another clinic, or altered.</exception>
    public static byte[] Open(MasterKey master, ClinicId clinic, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length != WrappedLength || wrapped[0] != FormatVersion)
        {
            throw new CryptographicException($"The key of clinic {clinic} is not a wrapped key of a known version.");
        }

        var key = new byte[KeyLength];
        using var aes = new AesGcm(master.Bytes, TagLength);
        try
        {
            aes.Decrypt(
                wrapped.Slice(1, NonceLength),
                wrapped.Slice(1 + NonceLength, KeyLength),
                wrapped[(1 + NonceLength + KeyLength)..],
                key,
                Encoding.UTF8.GetBytes(clinic.Value));
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new CryptographicException(
                $"The key of clinic {clinic} was wrapped with another master key, or altered.", error);
        }

        return key;
    }
}
