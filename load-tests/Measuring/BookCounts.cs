namespace Dispatch.LoadTests.Measuring;

/// <summary>What became of all arrivals as the generator saw it, warm-up included.</summary>
/// <param name="Requested">Sent, whatever came back.</param>
/// <param name="Created">Answered 201, each consult once.</param>
/// <param name="Refused">By status and problem type.</param>
/// <param name="Unanswered">The connection broke before the answer.</param>
/// <param name="Offered">Offers at a socket; one consult may have several.</param>
/// <param name="Accepted">Consults of which a provider heard "assigned".</param>
/// <param name="Gone">Accepts that came to nothing, by reason.</param>
/// <param name="FailedCalls">Hub calls refused or broken, by reason.</param>
/// <param name="Open">Answered 201 and not seen completed; the audit says what became of them.</param>
/// <param name="OpenByStatus">Where those that the server was asked about are.</param>
/// <param name="SequenceFaults">Numbers of a provider's stream that did not grow.</param>
public sealed record BookCounts(
    int Requested,
    int Created,
    IReadOnlyDictionary<string, int> Refused,
    int Unanswered,
    int Offered,
    int Accepted,
    int Completed,
    IReadOnlyDictionary<string, int> Gone,
    IReadOnlyDictionary<string, int> FailedCalls,
    int Open,
    IReadOnlyDictionary<string, int> OpenByStatus,
    int SequenceFaults)
{
    public static BookCounts Of(ConsultBook book, IReadOnlyDictionary<string, int> openByStatus)
    {
        var accepted = 0;
        for (var i = 0; i < book.Consults.Count; i++)
        {
            if (book.Consults[i].Assignments > 0)
                accepted++;
        }

        return new BookCounts(
            book.Arrivals.Count,
            book.Created,
            book.Refused.Read(),
            book.Unanswered,
            book.Offers,
            accepted,
            book.Completed,
            book.Gone.Read(),
            book.FailedCalls.Read(),
            book.Open,
            openByStatus,
            book.SequenceFaults);
    }
}
