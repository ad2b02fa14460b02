using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Dispatch.Tests.Integration.Harness;

internal static class ConsoleSilence
{
    /// <summary>Takes the console away and leaves what else the server logs to.</summary>
    public static void Silence(this ILoggingBuilder logging)
    {
        foreach (var provider in logging.Services.Where(s => s.ImplementationType == typeof(ConsoleLoggerProvider)).ToList())
        {
            logging.Services.Remove(provider);
        }
    }
}
