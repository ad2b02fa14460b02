using Dispatch.Domain.Ids;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Vault;

/// <summary>Makes a clinic's patient data unreadable for ever, in every event, row and copy.</summary>
public sealed class EraseClinicKey(PatientVault vault)
{
    /// <param name="append">Appends the row with the event that records the erasure.</param>
    /// <returns>What the append answered. Once appended, this process opens nothing of the clinic any more; another
    /// one stops within <see cref="VaultOptions.ClinicKeysKept"/>.</returns>
    public async Task<AppendResult> Erase(ClinicId clinic, Func<ClinicKeyRow, Task<AppendResult>> append)
    {
        ArgumentNullException.ThrowIfNull(append);
        try
        {
            return await append(new ClinicKeyRow(clinic, WrappedKey: null)).ConfigureAwait(false);
        }
        finally
        {
            // Afterwards, also when the outcome is not known: a key forgotten too early would be read again.
            vault.Forget(clinic);
        }
    }
}
