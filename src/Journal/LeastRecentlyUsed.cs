namespace Dispatch.Journal;

/// <summary>A bounded cache that gives up what was used least recently. Not thread-safe: its owner locks.</summary>
internal sealed class LeastRecentlyUsed<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = new(comparer);
    private readonly LinkedList<(TKey Key, TValue Value)> _byUse = new();

    public int Count => _nodes.Count;

    public bool TryGet(TKey key, out TValue value)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            value = default!;
            return false;
        }

        if (node != _byUse.First)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }

        value = node.Value.Value;
        return true;
    }

    public void Put(TKey key, TValue value)
    {
        Remove(key);
        if (_nodes.Count >= capacity)
        {
            Remove(_byUse.Last!.Value.Key);
        }

        _nodes.Add(key, _byUse.AddFirst((key, value)));
    }

    public void Clear()
    {
        _nodes.Clear();
        _byUse.Clear();
    }

    /// <summary>O(n): for rare events.</summary>
    public void RemoveWhere(Func<TKey, bool> matches)
    {
        foreach (var key in _nodes.Keys.Where(matches).ToList())
        {
            Remove(key);
        }
    }

    public void Remove(TKey key)
    {
        if (_nodes.Remove(key, out var node))
        {
            _byUse.Remove(node);
        }
    }
}
