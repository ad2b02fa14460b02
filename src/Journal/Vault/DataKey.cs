using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Vault;

/// <summary>
/// The key under which one process seals one clinic's data, derived from the clinic's key and the process's salt. The
/// nonce is a counter that a process never repeats, so no pair of key and nonce comes twice.
/// </summary>
[SuppressMessage(
    "Reliability",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "A key that the cache gave up may be in use still; the handle frees itself once nobody is.")]
internal sealed class DataKey
{
    public const int TagLength = 16;

    private const int NonceLength = 12;
    private const int KeyLength = 32;

    // The cipher object holds the state of one operation.
    private readonly Lock _lock = new();
    private readonly AesGcm _aes;

    public DataKey(ClinicKey owner, ClinicId clinic, ReadOnlySpan<byte> salt)
    {
        Owner = owner;
        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            owner.Bytes,
            key,
            salt,
            Encoding.UTF8.GetBytes($"dispatch patient data {clinic.Value}"));
        _aes = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>What it was derived from: a clinic's key that was read anew makes this one stale.</summary>
    public ClinicKey Owner { get; }

    public void Encrypt(
        ReadOnlySpan<byte> counter,
        ReadOnlySpan<byte> clear,
        Span<byte> ciphertext,
        Span<byte> tag,
        ReadOnlySpan<byte> bound)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        Nonce(counter, nonce);
        lock (_lock)
        {
            _aes.Encrypt(nonce, clear, ciphertext, tag, bound);
        }
    }

    public void Decrypt(
        ReadOnlySpan<byte> counter,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> clear,
        ReadOnlySpan<byte> bound)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        Nonce(counter, nonce);
        lock (_lock)
        {
            _aes.Decrypt(nonce, ciphertext, tag, clear, bound);
        }
    }

    private static void Nonce(ReadOnlySpan<byte> counter, Span<byte> nonce)
    {
        nonce.Clear();
        counter.CopyTo(nonce[(NonceLength - counter.Length)..]);
    }
}
