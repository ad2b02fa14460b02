using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;

namespace Dispatch.Tests.Conformance.Journal;

public sealed class PatientVaultTests
{
    private static readonly byte[] Clear = Encoding.UTF8.GetBytes("""{"familyName":"Muñoz \u0000 \U0001F489"}""");

    private readonly SystemRandomSource _random = new();
    private readonly ManualTime _time = new();
    private readonly StoredKeys _keys = new();
    private readonly MasterKey _master;
    private readonly PatientVault _vault;
    private readonly ClinicId _clinic = Samples.New<ClinicId>();
    private readonly ConsultId _consult = Samples.New<ConsultId>();

    public PatientVaultTests()
    {
        _master = NewMasterKey();
        _vault = NewVault(_master);
        _keys.Put(_vault.CreateKey(_clinic));
    }

    [Fact]
    public async Task Open_OfWhatWasSealed_GivesItBack_AlsoInAnotherProcess()
    {
        var data = await _vault.Seal(_clinic, _consult, Clear);
        Assert.Equal(Clear, (await _vault.Open(_clinic, _consult, data))!.Value.ToArray());
        Assert.Equal(Clear, (await NewVault(_master).Open(_clinic, _consult, data))!.Value.ToArray());
        Assert.Equal(-1, data.Ciphertext.Span.IndexOf("familyName"u8));
        Assert.Empty((await _vault.Open(_clinic, _consult, await _vault.Seal(_clinic, _consult, default)))!.Value.ToArray());
    }

    [Fact]
    public async Task Open_WithAnyByteAltered_Fails()
    {
        var data = await _vault.Seal(_clinic, _consult, Clear);
        for (var i = 0; i < data.Ciphertext.Length; i++)
        {
            var altered = data.Ciphertext.ToArray();
            altered[i] ^= 1;
            await Assert.ThrowsAnyAsync<CryptographicException>(
                () => _vault.Open(_clinic, _consult, new SealedData(altered)).AsTask());
        }

        await Assert.ThrowsAnyAsync<CryptographicException>(
            () => _vault.Open(_clinic, _consult, new SealedData(data.Ciphertext[..20])).AsTask());
    }

    [Fact]
    public async Task Open_ForAnotherConsultOrClinic_Fails()
    {
        var other = Samples.New<ClinicId>();
        _keys.Put(_vault.CreateKey(other));
        var data = await _vault.Seal(_clinic, _consult, Clear);
        await Assert.ThrowsAnyAsync<CryptographicException>(
            () => _vault.Open(_clinic, Samples.New<ConsultId>(), data).AsTask());
        await Assert.ThrowsAnyAsync<CryptographicException>(() => _vault.Open(other, _consult, data).AsTask());
    }

    [Fact]
    public async Task Open_AfterErasure_IsNull_AndNothingIsSealedAnyMore()
    {
        var data = await _vault.Seal(_clinic, _consult, Clear);
        var result = await new EraseClinicKey(_vault).Erase(_clinic, row =>
        {
            _keys.Put(row);
            return Task.FromResult<AppendResult>(new AppendResult.Appended(2));
        });

        Assert.Equal(new AppendResult.Appended(2), result);
        Assert.Null(await _vault.Open(_clinic, _consult, data));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _vault.Seal(_clinic, _consult, Clear).AsTask());
        Assert.Null(await _vault.Open(_clinic, _consult, data));
    }

    [Fact]
    public async Task Open_AfterErasureByAnotherProcess_IsNullOnceTheKeyIsReadAgain()
    {
        var data = await _vault.Seal(_clinic, _consult, Clear);
        _keys.Put(new ClinicKeyRow(_clinic, null));
        Assert.NotNull(await _vault.Open(_clinic, _consult, data));
        _time.Advance(new VaultOptions().ClinicKeysKept);
        Assert.Null(await _vault.Open(_clinic, _consult, data));
    }

    [Fact]
    public async Task Seal_OfAKeyReadBeforeAnErasure_DoesNotBringItBack()
    {
        var gate = _keys.HoldNextRead();
        var sealing = _vault.Seal(_clinic, _consult, Clear).AsTask();
        _keys.Put(new ClinicKeyRow(_clinic, null));
        _vault.Forget(_clinic);
        gate.SetResult();

        Assert.Null(await _vault.Open(_clinic, _consult, await sealing));
    }

    [Fact]
    public async Task Seal_ForAClinicWithoutAKey_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _vault.Seal(Samples.New<ClinicId>(), _consult, Clear).AsTask());

    [Fact]
    public async Task Seal_AHundredThousandTimesFromManyThreads_NeverRepeatsANonce()
    {
        await _vault.Seal(_clinic, _consult, Clear);
        var counters = new ConcurrentDictionary<UInt128, bool>();
        Parallel.For(0, 100_000, _ =>
        {
            var data = _vault.Seal(_clinic, _consult, Clear).AsTask().GetAwaiter().GetResult().Ciphertext.Span;
            Assert.True(counters.TryAdd(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(data.Slice(9, 16)), true));
        });
        Assert.Equal(100_000, counters.Count);
    }

    [Fact]
    public async Task Seal_FromManyThreadsForManyClinics_OpensEverywhere()
    {
        var clinics = Samples.Repeat(8, Samples.New<ClinicId>);
        foreach (var clinic in clinics)
        {
            _keys.Put(_vault.CreateKey(clinic));
        }

        // A cache too small for them all, so that keys come and go meanwhile.
        var vault = new PatientVault(
            _master, _keys, new VaultOptions { CachedClinicKeys = 3, CachedDataKeys = 2 }, _random, _time);
        await Parallel.ForAsync(0, 2_000, async (i, _) =>
        {
            var clinic = clinics[i % clinics.Length];
            var clear = BitConverter.GetBytes(i);
            var data = await vault.Seal(clinic, _consult, clear);
            Assert.Equal(clear, (await vault.Open(clinic, _consult, data))!.Value.ToArray());
        });
    }

    [Fact]
    public async Task Open_UnderAnotherMasterKey_SaysSo()
    {
        var data = await _vault.Seal(_clinic, _consult, Clear);
        var error = await Assert.ThrowsAsync<CryptographicException>(
            () => NewVault(NewMasterKey()).Open(_clinic, _consult, data).AsTask());
        Assert.Contains("another master key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MasterKey_WithoutOneGiven_IsMadeForItsOwnerOnlyAndReadAgain()
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-vault-").FullName;
        var options = new VaultOptions { MasterKeyFile = Path.Combine(folder, "keys", "master.key") };
        var made = MasterKey.Load(options, _random);
        var read = MasterKey.Load(options, _random);

        Assert.True(made.Bytes.SequenceEqual(read.Bytes));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(options.MasterKeyFile)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(options.MasterKeyFile));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    public void MasterKey_ThatIsNone_IsRefusedWithoutShowingIt(string text)
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => MasterKey.Load(new VaultOptions { MasterKey = text }, _random));
        Assert.True(text.Length == 0 || !error.Message.Contains(text, StringComparison.Ordinal));
    }

    private PatientVault NewVault(MasterKey master) => new(master, _keys, new VaultOptions(), _random, _time);

    private MasterKey NewMasterKey()
    {
        var bytes = new byte[MasterKey.Length];
        _random.Fill(bytes);
        return MasterKey.Load(new VaultOptions { MasterKey = Convert.ToBase64String(bytes) }, _random);
    }

    private sealed class StoredKeys : IClinicKeys
    {
        private readonly ConcurrentDictionary<ClinicId, ClinicKeyRow> _rows = new();
        private TaskCompletionSource? _gate;

        public void Put(ClinicKeyRow row) => _rows[row.Clinic] = row;

        public TaskCompletionSource HoldNextRead() => _gate = new TaskCompletionSource();

        public async Task<ClinicKeyRow?> Find(ClinicId clinic, CancellationToken cancellationToken)
        {
            var row = _rows.GetValueOrDefault(clinic);
            if (Interlocked.Exchange(ref _gate, null) is { } gate)
            {
                await gate.Task;
            }

            return row;
        }
    }
}
