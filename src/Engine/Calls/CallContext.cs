using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Embedded;

/// <summary>What every call of one engine needs.</summary>
internal sealed class CallContext(
    EmbeddedEngineOptions options, DeadlineWheel deadlines, EngineStatistics statistics, ILogger logger)
{
    public EmbeddedEngineOptions Options => options;

    public DeadlineWheel Deadlines => deadlines;

    public EngineStatistics Statistics => statistics;

    public ILogger Logger => logger;
}
