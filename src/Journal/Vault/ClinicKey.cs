namespace Dispatch.Journal.Vault;

/// <summary>A clinic's key, unwrapped; no bytes once erased.</summary>
internal sealed class ClinicKey(byte[]? bytes)
{
    public byte[]? Bytes { get; } = bytes;

    public bool IsErased => Bytes is null;
}
