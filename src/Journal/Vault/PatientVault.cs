using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Vault;

/// <summary>
/// Sealed data is: version (1 byte), salt of the process (16), counter (8, big-endian), ciphertext, tag (16). Version,
/// clinic and consult are bound in.
/// </summary>
public sealed class PatientVault : IPatientVault
{
    public const int ClearBytesMaximum = 192 * 1024;

    private const byte FormatVersion = 1;
    private const int SaltLength = 16;
    private const int CounterLength = 8;
    private const int HeaderLength = 1 + SaltLength + CounterLength;
    private const int BoundBytesMaximum = 128;
    private const int PatientKeyLength = 32;
    private const int PatientHashLength = 16;

    private readonly MasterKey _master;
    private readonly IClinicKeys _keys;
    private readonly IRandomSource _random;
    private readonly KeyCache _cache;
    private readonly byte[] _salt = new byte[SaltLength];
    private long _counter;

    public PatientVault(
        MasterKey master, IClinicKeys keys, VaultOptions options, IRandomSource random, TimeProvider time)
    {
        _master = master;
        _keys = keys;
        _random = random;
        _cache = new KeyCache(OptionsCheck.Checked(options), time);
        random.Fill(_salt);
    }

    public ClinicKeyRow CreateKey(ClinicId clinic) => new(clinic, KeyWrap.Create(_master, clinic, _random));

    public ValueTask<SealedData> Seal(ClinicId clinic, ConsultId consult, ReadOnlyMemory<byte> clear)
    {
        if (clear.Length > ClearBytesMaximum)
        {
            throw new ArgumentException(
                $"Expected at most {ClearBytesMaximum} bytes to seal, found {clear.Length}.", nameof(clear));
        }

        return _cache.ClinicKey(clinic) is { } key
            ? ValueTask.FromResult(Seal(key, clinic, consult, clear.Span))
            : SealWithStoredKey(clinic, consult, clear);
    }

    public async ValueTask<string> PatientKey(ClinicId clinic, ReadOnlyMemory<byte> identity)
    {
        var owner = _cache.ClinicKey(clinic) ?? await ReadKey(clinic).ConfigureAwait(false);
        if (owner.Bytes is not { } secret)
        {
            throw new InvalidOperationException($"The key of clinic {clinic} was erased; its patients cannot be told apart.");
        }

        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            secret,
            PatientKeyLength,
            info: Encoding.UTF8.GetBytes($"dispatch patient identity {clinic.Value}"));
        var hash = HMACSHA256.HashData(key, identity.Span);
        CryptographicOperations.ZeroMemory(key);
        return Convert.ToHexStringLower(hash.AsSpan(0, PatientHashLength));
    }

    public ValueTask<ReadOnlyMemory<byte>?> Open(ClinicId clinic, ConsultId consult, SealedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return _cache.ClinicKey(clinic) is { } key
            ? ValueTask.FromResult(Open(key, clinic, consult, data.Ciphertext.Span))
            : OpenWithStoredKey(clinic, consult, data);
    }

    internal void Forget(ClinicId clinic) => _cache.Forget(clinic);

    private async ValueTask<SealedData> SealWithStoredKey(
        ClinicId clinic, ConsultId consult, ReadOnlyMemory<byte> clear) =>
        Seal(await ReadKey(clinic).ConfigureAwait(false), clinic, consult, clear.Span);

    private async ValueTask<ReadOnlyMemory<byte>?> OpenWithStoredKey(
        ClinicId clinic, ConsultId consult, SealedData data) =>
        Open(await ReadKey(clinic).ConfigureAwait(false), clinic, consult, data.Ciphertext.Span);

    private async ValueTask<ClinicKey> ReadKey(ClinicId clinic)
    {
        var erasures = _cache.Erasures;
        var row = await _keys.Find(clinic, CancellationToken.None).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Clinic {clinic} has no key: it was never created.");
        var key = new ClinicKey(row.WrappedKey is { } wrapped ? KeyWrap.Open(_master, clinic, wrapped.Span) : null);
        return _cache.Put(clinic, key, erasures);
    }

    private SealedData Seal(ClinicKey key, ClinicId clinic, ConsultId consult, ReadOnlySpan<byte> clear)
    {
        if (key.IsErased)
        {
            throw new InvalidOperationException($"The key of clinic {clinic} was erased; nothing can be sealed for it.");
        }

        var data = new byte[HeaderLength + clear.Length + DataKey.TagLength];
        data[0] = FormatVersion;
        _salt.CopyTo(data, 1);
        var counter = data.AsSpan(1 + SaltLength, CounterLength);
        BinaryPrimitives.WriteInt64BigEndian(counter, Interlocked.Increment(ref _counter));
        Span<byte> bound = stackalloc byte[BoundBytesMaximum];
        DataKeyOf(key, clinic, _salt).Encrypt(
            counter,
            clear,
            data.AsSpan(HeaderLength, clear.Length),
            data.AsSpan(HeaderLength + clear.Length),
            bound[..WriteBound(bound, clinic, consult)]);
        return new SealedData(data);
    }

    private ReadOnlyMemory<byte>? Open(ClinicKey key, ClinicId clinic, ConsultId consult, ReadOnlySpan<byte> data)
    {
        if (key.IsErased)
        {
            return null;
        }

        if (data.Length < HeaderLength + DataKey.TagLength || data[0] != FormatVersion)
        {
            throw new CryptographicException($"The sealed data of {consult} is not of a known version.");
        }

        var clear = new byte[data.Length - HeaderLength - DataKey.TagLength];
        Span<byte> bound = stackalloc byte[BoundBytesMaximum];
        DataKeyOf(key, clinic, data.Slice(1, SaltLength)).Decrypt(
            data.Slice(1 + SaltLength, CounterLength),
            data.Slice(HeaderLength, clear.Length),
            data[^DataKey.TagLength..],
            clear,
            bound[..WriteBound(bound, clinic, consult)]);
        return clear;
    }

    private DataKey DataKeyOf(ClinicKey key, ClinicId clinic, ReadOnlySpan<byte> salt) =>
        _cache.DataKey(key, clinic, BinaryPrimitives.ReadUInt128BigEndian(salt), salt);

    // Ids are lower-case letters, digits and underscores, so the line feed separates them without doubt.
    private static int WriteBound(Span<byte> bound, ClinicId clinic, ConsultId consult)
    {
        bound[0] = FormatVersion;
        var length = 1 + Encoding.UTF8.GetBytes(clinic.Value, bound[1..]);
        bound[length++] = (byte)'\n';
        return length + Encoding.UTF8.GetBytes(consult.Value, bound[length..]);
    }
}
