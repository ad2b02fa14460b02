using System.Text.Json;
using Dispatch.Client.Contract;

namespace Dispatch.Client.Traffic;

/// <summary>Makes up patients and what they ask for. The same seed gives the same ones.</summary>
public sealed class PatientSource(Chance chance, StateDraw states, TrafficOptions options)
{
    private const int YoungestYears = 21;
    private const int OldestYears = 78;
    private const int DaysPerYear = 365;

    private static readonly string[] GivenNames =
    [
        "Amelia", "Marcus", "Priya", "Diego", "Hannah", "Omar", "Leilani", "Victor", "Noor", "Caleb",
        "Rosa", "Dmitri", "Grace", "Tomas", "Yuki", "Andre", "Maeve", "Samir", "Ingrid", "Walter",
    ];

    private static readonly string[] FamilyNames =
    [
        "Reyes", "Okafor", "Lindgren", "Patel", "Whitaker", "Nguyen", "Castellano", "Brooks", "Haddad", "Kowalski",
        "Fairchild", "Moreno", "Tanaka", "Abbott", "Delgado", "Sorensen", "McAllister", "Ibrahim", "Vance", "Petrov",
    ];

    private static readonly JsonElement Intake = JsonDocument.Parse(
        """
        {"heightCm":171,"weightKg":82,"allergies":"none known","medications":"none","pregnant":false,
         "history":"no cardiac, hepatic or thyroid disease","consented":true}
        """).RootElement;

    /// <param name="today">Ages count from here.</param>
    public RequestConsult Next(DateOnly today)
    {
        var isAsync = chance.Share() < options.AsyncShare;
        var services = isAsync ? ServiceId.ByForm : ServiceId.All;
        var first = chance.Pick(services);
        var second = chance.Pick(services);
        var wantsTwo = chance.Share() < options.TwoServicesShare && second != first;
        return new RequestConsult(
            NextPatient(today),
            chance.With(states.Next).Code,
            wantsTwo ? [first, second] : [first],
            isAsync ? Modality.Async : Modality.Live,
            Intake,
            chance.Share() < options.UrgentShare ? Priority.Urgent : Priority.Routine);
    }

    private PatientIdentity NextPatient(DateOnly today)
    {
        var ageDays = chance.With(random => random.Next(YoungestYears * DaysPerYear, OldestYears * DaysPerYear));
        return new(chance.Pick(GivenNames), chance.Pick(FamilyNames), today.AddDays(-ageDays));
    }
}
