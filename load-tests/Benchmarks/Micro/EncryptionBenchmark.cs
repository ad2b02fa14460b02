using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;

namespace Dispatch.Benchmarks.Micro;

/// <summary>Sealing and opening 300 bytes of a patient's data, beside the bare cipher with a key object that is kept.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "Its global clean-up disposes of what it holds.")]
public class EncryptionBenchmark
{
    private const int ClearBytes = 300;

    private readonly byte[] _clear = RandomNumberGenerator.GetBytes(ClearBytes);
    private readonly byte[] _nonce = new byte[12];
    private readonly byte[] _tag = new byte[16];
    private readonly byte[] _cipher = new byte[ClearBytes];
    private readonly AesGcm _aes = new(RandomNumberGenerator.GetBytes(32), 16);
    private readonly StoredKey _keys = new();
    private ClinicId _clinic;
    private ConsultId _consult;
    private PatientVault _vault = null!;
    private SealedData _sealed = null!;

    [GlobalSetup]
    public async Task Fill()
    {
        var random = new SystemRandomSource();
        var ids = new TypeIdSource(TimeProvider.System, random);
        var options = new VaultOptions { MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Length)) };
        _clinic = ids.New<ClinicId>();
        _consult = ids.New<ConsultId>();
        _vault = new PatientVault(MasterKey.Load(options, random), _keys, options, random, TimeProvider.System);
        _keys.Row = _vault.CreateKey(_clinic);
        _sealed = await _vault.Seal(_clinic, _consult, _clear);
    }

    [GlobalCleanup]
    public void Forget() => _aes.Dispose();

    [Benchmark(Baseline = true)]
    public void Cipher() => _aes.Encrypt(_nonce, _clear, _cipher, _tag);

    [Benchmark]
    public ValueTask<SealedData> Seal() => _vault.Seal(_clinic, _consult, _clear);

    [Benchmark]
    public ValueTask<ReadOnlyMemory<byte>?> Open() => _vault.Open(_clinic, _consult, _sealed);

    private sealed class StoredKey : IClinicKeys
    {
        public ClinicKeyRow? Row { get; set; }

        public Task<ClinicKeyRow?> Find(ClinicId clinic, CancellationToken cancellationToken) => Task.FromResult(Row);
    }
}
