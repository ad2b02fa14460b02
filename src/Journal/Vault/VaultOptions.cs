using System.ComponentModel.DataAnnotations;

namespace Dispatch.Journal.Vault;

public sealed class VaultOptions
{
    /// <summary>32 bytes as base64; null to read <see cref="MasterKeyFile"/>.</summary>
    public string? MasterKey { get; set; }

    /// <summary>Holds the master key as base64. Made, readable by its owner only, when no key is there at all.</summary>
    [Required]
    public string MasterKeyFile { get; set; } = ".data/master.key";

    /// <summary>How many unwrapped clinic keys are kept in memory.</summary>
    [Range(1, 1_000_000)]
    public int CachedClinicKeys { get; set; } = 10_000;

    /// <summary>How many derived data keys are kept in memory: one per clinic and process that sealed.</summary>
    [Range(1, 1_000_000)]
    public int CachedDataKeys { get; set; } = 20_000;

    /// <summary>How long a clinic's key is used without asking the store again, so that an erasure made by another
    /// process takes effect in this one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ClinicKeysKept { get; set; } = TimeSpan.FromMinutes(5);
}
