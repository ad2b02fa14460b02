namespace Dispatch.Engine.Embedded;

/// <summary>The live activation of each key of one grain class. Gives memory back as it shrinks.</summary>
internal sealed class ActivationDirectory
{
    private const int ShardCount = 16;
    private const int KeptCapacity = 64;

    private readonly Dictionary<string, Activation>[] _shards = new Dictionary<string, Activation>[ShardCount];

    public ActivationDirectory()
    {
        for (var shard = 0; shard < ShardCount; shard++)
        {
            _shards[shard] = new(StringComparer.Ordinal);
        }
    }

    public Activation? Find(string key)
    {
        var shard = ShardOf(key);
        lock (shard)
        {
            return shard.GetValueOrDefault(key);
        }
    }

    /// <returns>The activation of the key, which is <paramref name="candidate"/> when there was none.</returns>
    public Activation FindOrAdd(Activation candidate)
    {
        var shard = ShardOf(candidate.Key);
        lock (shard)
        {
            return shard.TryAdd(candidate.Key, candidate) ? candidate : shard[candidate.Key];
        }
    }

    /// <summary>Gives the key of an activation that ends to the next one, or frees it.</summary>
    public void Replace(Activation ended, Activation? next)
    {
        var shard = ShardOf(ended.Key);
        lock (shard)
        {
            if (next is not null)
            {
                shard[ended.Key] = next;
                return;
            }

            shard.Remove(ended.Key);
            if (shard.Capacity > KeptCapacity && shard.Count < shard.Capacity / 4)
            {
                shard.TrimExcess(shard.Count * 2);
            }
        }
    }

    // Ids are drawn by chance up to their last two characters, which tell a place; the shard's own dictionary hashes the whole key.
    private Dictionary<string, Activation> ShardOf(string key)
    {
        var drawn = Math.Max(0, key.Length - 4);
        return _shards[(key[drawn] ^ (key[Math.Min(drawn + 1, key.Length - 1)] << 1)) & (ShardCount - 1)];
    }
}
