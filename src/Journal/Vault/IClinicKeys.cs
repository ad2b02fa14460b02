using Dispatch.Domain.Ids;
using Dispatch.Journal.Rows;

namespace Dispatch.Journal.Vault;

/// <summary>Where the vault reads wrapped keys.</summary>
public interface IClinicKeys
{
    /// <summary>Null when the clinic never had a key.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read now.</exception>
    Task<ClinicKeyRow?> Find(ClinicId clinic, CancellationToken cancellationToken);
}
