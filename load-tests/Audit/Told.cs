using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Audit;

/// <summary>What the server told of one consult: what the store must bear out.</summary>
/// <param name="Answers">Requests that were answered 201 with it; 0 when only a provider heard of it.</param>
/// <param name="AssignedTo">The provider who heard "assigned" last; null when nobody did.</param>
public sealed record ToldConsult(string Id, int Answers, string? AssignedTo, bool IsCompleted);

/// <summary>All that the server told in a run.</summary>
/// <param name="Clinics">Those of the run: a store may hold others.</param>
/// <param name="Consults">Each once.</param>
/// <param name="MayExistUntold">Requests whose answer was lost or a 5xx: each may have made a consult.</param>
public sealed record Told(IReadOnlySet<string> Clinics, IEnumerable<ToldConsult> Consults, int MayExistUntold)
{
    public static Told By(ConsultBook book, IReadOnlyList<string> clinicIds, IReadOnlyList<string> providerIds) =>
        new(clinicIds.ToHashSet(), Read(book, providerIds), book.Unanswered + book.InFlight + ServerFaults(book));

    // "No answer in time" and "whether it took effect is not known" are 5xx: the consult may have been made all the same.
    private static int ServerFaults(ConsultBook book)
    {
        var count = 0;
        for (var i = 0; i < book.Arrivals.Count; i++)
        {
            if (book.Arrivals[i].Status >= 500)
                count++;
        }

        return count;
    }

    private static IEnumerable<ToldConsult> Read(ConsultBook book, IReadOnlyList<string> providerIds)
    {
        for (var i = 0; i < book.Consults.Count; i++)
        {
            var consult = book.Consults[i];
            yield return new ToldConsult(
                IdKey.Format("cns", consult.Key),
                consult.Answers,
                consult.Provider < 0 ? null : providerIds[consult.Provider],
                consult.CompletedAt != 0);
        }
    }
}
