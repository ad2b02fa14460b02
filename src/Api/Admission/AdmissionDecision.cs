namespace Dispatch.Api.Admission;

/// <summary>Whether a request is let in.</summary>
public enum AdmissionVerdict
{
    Admitted = 1,

    /// <summary>There is no room for it, and its clinic asks for no more than others do.</summary>
    Overloaded = 2,

    /// <summary>The clinic asks for more than its share, while others are within theirs.</summary>
    OverShare = 3,
}

/// <summary>What was decided of one request.</summary>
public readonly record struct AdmissionDecision
{
    internal AdmissionDecision(AdmissionVerdict verdict, ClinicDemand demand, int retryAfterSeconds = 0)
    {
        Verdict = verdict;
        Demand = demand;
        RetryAfterSeconds = retryAfterSeconds;
    }

    public AdmissionVerdict Verdict { get; }

    /// <summary>Of a refusal, from 1: come back by then, and what was refused fits, spread over that time.</summary>
    public int RetryAfterSeconds { get; }

    /// <summary>Of the clinic that asked, for when an admitted request ends.</summary>
    internal ClinicDemand Demand { get; }
}
