namespace Dispatch.LoadTests.Audit;

/// <summary>What the audit of a store found.</summary>
/// <param name="Consults">Streams of consults in the store.</param>
/// <param name="Events">All events in the store.</param>
/// <param name="Seconds">How long the audit took.</param>
/// <param name="Completed">Consults that ended completed.</param>
/// <param name="Ended">Consults that ended in any way.</param>
/// <param name="Faults">Every kind, those without any too.</param>
public sealed record AuditReport(
    int Consults, long Events, double Seconds, int Completed, int Ended, IReadOnlyDictionary<Fault, FaultCount> Faults)
{
    public bool IsClean => Faults.Values.All(found => found.Count == 0);
}
