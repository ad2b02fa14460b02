using Dispatch.Domain.Ids;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Providers;

public sealed partial class ProviderGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} could not compare its assignments with the store")]
    private partial void LogCheckFailed(ProviderId provider, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} does not know yet what became of accepting {Offer}")]
    private partial void LogUnresolved(ProviderId provider, OfferId offer, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Provider} could not be reached on node {Node}")]
    private partial void LogPushFailed(ProviderId provider, string node, Exception exception);
}
