namespace Dispatch.LoadTests.Measuring;

/// <summary>What became of all arrivals, warm-up included.</summary>
/// <param name="Requested">Sent, whatever came back.</param>
/// <param name="Created">Answered 201, each consult once.</param>
/// <param name="Refused">By status and problem type.</param>
/// <param name="Offered">Offers at a socket; one consult may have several.</param>
/// <param name="Accepted">Consults of which a provider heard "assigned".</param>
/// <param name="CompletedUnseen">Completed by the server's word only.</param>
/// <param name="Gone">Accepts that came to nothing, by reason.</param>
/// <param name="FailedCalls">Hub calls refused or broken, by reason.</param>
/// <param name="Lost">Answered 201 and not completed in the end.</param>
/// <param name="LostByStatus">Where those that were asked about are.</param>
/// <param name="Doubled">Assigned more than once, or one consult for two requests.</param>
public sealed record LedgerCounts(
    int Requested,
    int Created,
    IReadOnlyDictionary<string, int> Refused,
    int Offered,
    int Accepted,
    int Completed,
    int CompletedUnseen,
    IReadOnlyDictionary<string, int> Gone,
    IReadOnlyDictionary<string, int> FailedCalls,
    int Lost,
    IReadOnlyDictionary<string, int> LostByStatus,
    int Doubled)
{
    public bool IsClean => Lost == 0 && Doubled == 0;
}
