using Dispatch.Domain.Ids;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Consults;

public sealed partial class ConsultGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Consult} expected version {Expected} and found {Actual}")]
    private partial void LogConflict(ConsultId consult, long expected, long actual);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Consult} was not told its place in line")]
    private partial void LogLineSilent(ConsultId consult, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Consult} lost a fact about an offer")]
    private partial void LogFactLost(ConsultId consult, Exception exception);
}
