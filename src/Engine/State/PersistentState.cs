using System.Text.Json;

namespace Dispatch.Engine.Embedded;

/// <summary>One state of one activation. What is in memory is always a copy of what is stored.</summary>
internal sealed class PersistentState<TState>(
    IGrainStateStore store, JsonSerializerOptions serialization, string grainType, string key, string stateName)
    : IPersistentState<TState>, IStoredState
{
    public TState State { get; set; } = Empty();

    public string? Etag { get; private set; }

    public bool RecordExists { get; private set; }

    public async Task ReadStateAsync()
    {
        var record = await store.Read(grainType, key, stateName);
        State = record is null
            ? Empty()
            : JsonSerializer.Deserialize<TState>(record.State.Span, serialization)
                ?? throw new JsonException($"State {stateName} of {grainType}/{key} is stored as null.");
        Etag = record?.Etag;
        RecordExists = record is not null;
    }

    public async Task WriteStateAsync()
    {
        Etag = await store.Write(
            grainType, key, stateName, JsonSerializer.SerializeToUtf8Bytes(State, serialization), Etag);
        RecordExists = true;
    }

    public async Task ClearStateAsync()
    {
        await store.Clear(grainType, key, stateName, Etag);
        State = Empty();
        Etag = null;
        RecordExists = false;
    }

    /// <summary>A type without an empty constructor has no empty state: it is null until the grain gives one.</summary>
    private static TState Empty() =>
        typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is null
            ? default!
            : Activator.CreateInstance<TState>();
}
