using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Vault;

/// <summary>
/// Seals patient data with AES-256-GCM under a key per clinic, which is itself wrapped by the master key. Erasing a
/// clinic's key erases its patients' data everywhere, and the hash chain over the ciphertext still verifies.
/// </summary>
public interface IPatientVault
{
    /// <summary>A new key for a clinic, to be appended with the clinic's first event.</summary>
    ClinicKeyRow CreateKey(ClinicId clinic);

    /// <param name="consult">Bound into the ciphertext: it opens for this consult only.</param>
    /// <exception cref="StoreUnavailableException">The clinic's key is not cached and cannot be read now.</exception>
    /// <exception cref="InvalidOperationException">The clinic has no key, or it was erased.</exception>
    ValueTask<SealedData> Seal(ClinicId clinic, ConsultId consult, ReadOnlyMemory<byte> clear);

    /// <summary>The same text for the same identity at the same clinic, and of no use without the clinic's key.</summary>
    /// <param name="identity">What tells the clinic's patients apart, in clear.</param>
    /// <exception cref="StoreUnavailableException">The clinic's key is not cached and cannot be read now.</exception>
    /// <exception cref="InvalidOperationException">The clinic has no key, or it was erased.</exception>
    ValueTask<string> PatientKey(ClinicId clinic, ReadOnlyMemory<byte> identity);

    /// <returns>The clear bytes; null when the clinic's key was erased.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The ciphertext was altered, or belongs to
    /// another consult.</exception>
    /// <exception cref="StoreUnavailableException">The clinic's key is not cached and cannot be read now.</exception>
    ValueTask<ReadOnlyMemory<byte>?> Open(ClinicId clinic, ConsultId consult, SealedData data);
}
