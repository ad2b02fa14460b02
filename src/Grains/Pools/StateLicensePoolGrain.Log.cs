using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Pools;

public sealed partial class StateLicensePoolGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Pool {State} got no answer from {Provider}")]
    private partial void LogNotAnswered(StateCode state, ProviderId provider, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pool {State} could not sweep the store")]
    private partial void LogSweepFailed(StateCode state, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pool {State} could not keep what it has learned")]
    private partial void LogNotKept(StateCode state, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pool {State} got no answer from a node")]
    private partial void LogNodeSilent(StateCode state, Exception exception);
}
