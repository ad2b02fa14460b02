using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Client.Hubs;

/// <summary>A call that waits for its completion.</summary>
internal abstract class HubCall
{
    public abstract void Answer(in HubFrame completion);

    public abstract void Fail(HubConnectionException cause);
}

/// <summary>Reads its result straight out of the receive buffer.</summary>
internal sealed class HubCall<T>(JsonTypeInfo<T>? resultType, TaskCreationOptions continuations) : HubCall
{
    private readonly TaskCompletionSource<HubReply<T>> _reply = new(continuations);

    public Task<HubReply<T>> Reply => _reply.Task;

    public override void Answer(in HubFrame completion)
    {
        if (completion.Error is { } error)
        {
            _reply.TrySetResult(new(default, HubRefusal.Parse(error)));
            return;
        }

        T? value = default;
        if (resultType is not null && completion.Result.Length > 0)
        {
            try
            {
                value = JsonSerializer.Deserialize(completion.Result, resultType);
            }
            catch (JsonException e)
            {
                _reply.TrySetException(e);
                return;
            }
        }

        _reply.TrySetResult(new(value, null));
    }

    public override void Fail(HubConnectionException cause) => _reply.TrySetException(cause);
}
