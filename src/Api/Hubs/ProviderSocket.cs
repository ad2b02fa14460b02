using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Api.Hubs;

/// <summary>A provider's connection. Keeps its messages in order, also while older ones are sent again.</summary>
public sealed class ProviderSocket(
    ProviderId provider, HubCallerContext context, ISingleClientProxy client, ApiLimits limits, TimeProvider time)
    : HubSocket(context, client, limits, time)
{
    private const int ClinicsRemembered = 64;

    private readonly Lock _order = new();
    private readonly BoundedCache<ConsultId, ClinicId> _clinics = new(ClinicsRemembered);
    private readonly TimeSpan _resumeWithin = limits.ResumeWithin;
    private readonly TimeProvider _time = time;
    private List<(ProviderPush Push, TaskCompletionSource<bool> Sent)>? _held;
    private ITimer? _firstCall;
    private long _firstLive;
    private long _lastLive;
    private long _replayedUpTo;

    public ProviderId Provider { get; } = provider;

    /// <summary>Whose patient a consult is about that this socket accepted: the key to seal its record under.</summary>
    public BoundedCache<ConsultId, ClinicId> Clinics => _clinics;

    /// <summary>Sends a message of the stream, or holds it back until a replay that is under way has ended.</summary>
    public Task<bool> Push(ProviderPush push)
    {
        lock (_order)
        {
            if (_held is null)
            {
                return Send_NeedsLock(push);
            }

            var sent = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Add((push, sent));
            return sent.Task;
        }
    }

    /// <summary>
    /// From now on pushes wait for the first call: a socket that comes back resumes with it, and what it missed comes before
    /// anything newer. One that asks for nothing is waited for no longer than <see cref="ApiLimits.ResumeWithin"/>.
    /// </summary>
    public void AwaitFirstCall()
    {
        lock (_order)
        {
            _held = [];
            _firstCall = _time.CreateTimer(
                static socket => ((ProviderSocket)socket!).Called(), this, _resumeWithin, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The socket asked for something else than to resume.</summary>
    public void Called()
    {
        if (Volatile.Read(ref _firstCall) is null)
        {
            return;
        }

        lock (_order)
        {
            if (EndWait_NeedsLock())
            {
                SendHeld_NeedsLock(after: 0);
            }
        }
    }

    /// <summary>From now on pushes wait, so that what was missed comes before them. End with <see cref="EndReplay"/>.</summary>
    public void BeginReplay()
    {
        lock (_order)
        {
            EndWait_NeedsLock();
            _held ??= [];
        }
    }

    /// <summary>Sends what was missed and then what came meanwhile; nothing twice.</summary>
    /// <returns>How many messages were sent again.</returns>
    public int EndReplay(IEnumerable<ProviderPush> missed)
    {
        lock (_order)
        {
            var replayed = 0;
            var lastReplayed = 0L;
            bool? isOnItsWay = null;
            foreach (var push in missed)
            {
                // The socket may be about to hear the rest without a gap. Across a gap it may have dropped what came after.
                isOnItsWay ??= _firstLive > 0 && push.Seq >= _firstLive;
                if (isOnItsWay is false || push.Seq > _lastLive)
                {
                    _ = Send(push.Method, push.Message);
                    replayed++;
                }

                lastReplayed = push.Seq;
            }

            SendHeld_NeedsLock(lastReplayed);
            return replayed;
        }
    }

    /// <summary>Sends the snapshot and then what came after it. It is always sent: it stands for all messages up to its number.</summary>
    public void EndReplayWith(ProviderPush snapshot)
    {
        lock (_order)
        {
            _ = Send(snapshot.Method, snapshot.Message);
            SendHeld_NeedsLock(snapshot.Seq);
        }
    }

    private static async Task Forward(Task<bool> sending, TaskCompletionSource<bool> sent) => sent.SetResult(await sending);

    /// <returns>Whether the first call was still waited for.</returns>
    private bool EndWait_NeedsLock()
    {
        var waited = _firstCall;
        _firstCall = null;
        waited?.Dispose();
        return waited is not null;
    }

    private void SendHeld_NeedsLock(long after)
    {
        var held = _held ?? [];
        _held = null;
        _replayedUpTo = Math.Max(_replayedUpTo, after);
        foreach (var (push, sent) in held)
        {
            if (push.Seq <= after)
            {
                sent.SetResult(true);
            }
            else
            {
                _ = Forward(Send_NeedsLock(push), sent);
            }
        }
    }

    private Task<bool> Send_NeedsLock(ProviderPush push)
    {
        if (push.Seq <= _replayedUpTo)
        {
            // It was in the replay: its own push was still under way when the provider asked.
            return Task.FromResult(true);
        }

        // Only an unbroken run counts as sent: what a gap left out must be found when the provider resumes.
        if (_firstLive == 0 || push.Seq != _lastLive + 1)
        {
            _firstLive = push.Seq;
        }

        _lastLive = push.Seq;
        return Send(push.Method, push.Message);
    }
}
