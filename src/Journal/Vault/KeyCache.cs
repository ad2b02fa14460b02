using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Vault;

/// <summary>Unwrapped clinic keys and derived data keys, bounded. Thread-safe.</summary>
internal sealed class KeyCache(VaultOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LeastRecentlyUsed<ClinicId, (ClinicKey Key, DateTimeOffset ReadAt)> _clinicKeys =
        new(options.CachedClinicKeys);

    private readonly LeastRecentlyUsed<(ClinicId Clinic, UInt128 Salt), DataKey> _dataKeys = new(options.CachedDataKeys);
    private long _erasures;

    /// <summary>Counts erasures: a key that was read before one must not be cached after it.</summary>
    public long Erasures
    {
        get
        {
            lock (_lock)
            {
                return _erasures;
            }
        }
    }

    /// <returns>Null when the store is to be asked.</returns>
    public ClinicKey? ClinicKey(ClinicId clinic)
    {
        lock (_lock)
        {
            return _clinicKeys.TryGet(clinic, out var entry) && time.GetUtcNow() < entry.ReadAt + options.ClinicKeysKept
                ? entry.Key
                : null;
        }
    }

    /// <returns>The key to use: the one that is cached when it is the same, so that its data keys stay valid.</returns>
    public ClinicKey Put(ClinicId clinic, ClinicKey key, long erasuresBeforeRead)
    {
        lock (_lock)
        {
            if (_erasures != erasuresBeforeRead)
            {
                return key;
            }

            if (_clinicKeys.TryGet(clinic, out var entry) && entry.Key.Bytes.AsSpan().SequenceEqual(key.Bytes)
                && entry.Key.IsErased == key.IsErased)
            {
                key = entry.Key;
            }

            _clinicKeys.Put(clinic, (key, time.GetUtcNow()));
            return key;
        }
    }

    public DataKey DataKey(ClinicKey owner, ClinicId clinic, UInt128 salt, ReadOnlySpan<byte> saltBytes)
    {
        lock (_lock)
        {
            if (_dataKeys.TryGet((clinic, salt), out var cached) && ReferenceEquals(cached.Owner, owner))
            {
                return cached;
            }
        }

        var key = new DataKey(owner, clinic, saltBytes);
        lock (_lock)
        {
            // Only for a clinic's key that is itself cached: an erasure in between must not be undone here.
            if (_clinicKeys.TryGet(clinic, out var entry) && ReferenceEquals(entry.Key, owner))
            {
                _dataKeys.Put((clinic, salt), key);
            }
        }

        return key;
    }

    public void Forget(ClinicId clinic)
    {
        lock (_lock)
        {
            _erasures++;
            _clinicKeys.Remove(clinic);
            _dataKeys.RemoveWhere(key => key.Clinic == clinic);
        }
    }
}
