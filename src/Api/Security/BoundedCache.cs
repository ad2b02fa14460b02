using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Api.Security;

/// <summary>
/// Keeps what was used recently: two generations, of which the older one is dropped when the younger is full. So it
/// holds between half of its capacity and all of it, and every operation costs the same. Thread-safe.
/// </summary>
/// <param name="capacity">From 2.</param>
public sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out value))
            {
                return true;
            }

            if (!_old.Remove(key, out value))
            {
                return false;
            }

            Put_NeedsLock(key, value);
            return true;
        }
    }

    public void Put(TKey key, TValue value)
    {
        lock (_lock)
        {
            _old.Remove(key);
            Put_NeedsLock(key, value);
        }
    }

    /// <returns>False when the key was there: its value stays.</returns>
    public bool TryAdd(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (_young.ContainsKey(key))
            {
                return false;
            }

            var isNew = !_old.Remove(key, out var kept);
            Put_NeedsLock(key, isNew ? value : kept!);
            return isNew;
        }
    }

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> create)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out var value))
            {
                return value;
            }

            if (!_old.Remove(key, out value))
            {
                value = create(key);
            }

            Put_NeedsLock(key, value);
            return value;
        }
    }

    private void Put_NeedsLock(TKey key, TValue value)
    {
        if (_young.Count >= capacity / 2 && !_young.ContainsKey(key))
        {
            _old = _young;
            _young = [];
        }

        _young[key] = value;
    }
}
