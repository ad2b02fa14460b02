using Dispatch.Journal;

namespace Dispatch.Api.Problems;

/// <summary>What callers are told of faults that reach the edge as exceptions.</summary>
public sealed partial class FaultTable(ApiLimits limits, ILogger<FaultTable> log)
{
    /// <summary>Null for a defect: it is logged and answered <c>internal</c>.</summary>
    public Problem? Find(Exception fault) => fault switch
    {
        AppendOutcomeUnknownException => new Problem(
            ProblemTypes.StoreUnavailable,
            "Whether it took effect is not known; repeat it with the same idempotency key.",
            RetryAfter: limits.RetryAfter),
        StoreUnavailableException => new Problem(
            ProblemTypes.StoreUnavailable, "Nothing was written; try again.", RetryAfter: limits.RetryAfter),
        LimitExceededException => new Problem(
            ProblemTypes.Overloaded, "Nothing was changed; try again.", RetryAfter: limits.RetryAfter),
        BadHttpRequestException { StatusCode: 413 } => new Problem(ProblemTypes.TooLarge),
        BadHttpRequestException bad => new Problem(ProblemTypes.OfFrameworkStatus(bad.StatusCode)),
        _ when EngineFaults.IsUnanswered(fault) => new Problem(
            ProblemTypes.Overloaded,
            "No answer in time; repeat it with the same idempotency key.",
            RetryAfter: limits.RetryAfter),
        _ => null,
    };

    /// <summary>
    /// Of one item among many, for which the others must not lose their answers: a defect is logged and is that item's
    /// <c>internal</c>.
    /// </summary>
    public Problem OfItem(Exception fault)
    {
        if (Find(fault) is { } known)
        {
            return known;
        }

        LogDefect(fault);
        return new Problem(ProblemTypes.Internal);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "One item of a request failed")]
    private partial void LogDefect(Exception fault);
}
