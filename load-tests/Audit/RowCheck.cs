namespace Dispatch.LoadTests.Audit;

/// <summary>Whether the rows say what the events say.</summary>
internal static class RowCheck
{
    private const string SlotScope = "slot";

    public static void Run(IStoredHistory history, IReadOnlyDictionary<string, ConsultReplay> consults, Findings findings)
    {
        CheckConsults(history, consults, findings);
        CheckOpen(history, consults, findings);
        CheckSlots(history, consults, findings);
        CheckOrders(history, consults, findings);
    }

    private static void CheckConsults(
        IStoredHistory history, IReadOnlyDictionary<string, ConsultReplay> consults, Findings findings)
    {
        var seen = 0;
        foreach (var row in history.Consults())
        {
            if (!consults.TryGetValue(row.Consult, out var replay))
            {
                findings.Add(Fault.RowDiffers, $"consults {row.Consult}: has no events");
                continue;
            }

            seen++;
            if (!IsSame(row.Status, replay.Status) || row.Clinic != replay.Clinic || row.State != replay.State)
                findings.Add(Fault.RowDiffers, $"consults {row.Consult}: {row.Status} in {row.State}, by its events {replay.Status} in {replay.State}");
        }

        if (seen != consults.Count)
            findings.Add(Fault.RowDiffers, $"consults: {consults.Count - seen} consults have no row");
    }

    private static void CheckOpen(
        IStoredHistory history, IReadOnlyDictionary<string, ConsultReplay> consults, Findings findings)
    {
        var open = history.OpenConsults().ToDictionary(row => row.Consult);
        foreach (var row in open.Values)
        {
            if (!consults.TryGetValue(row.Consult, out var replay) || replay.HasEnded)
                findings.Add(Fault.RowDiffers, $"open_consults {row.Consult}: {row.Status}, by its events {replay?.Status ?? "unknown"}");
            else if (!IsSame(row.Status, replay.Status) || row.Provider != replay.Provider)
                findings.Add(Fault.RowDiffers, $"open_consults {row.Consult}: {row.Status} with {row.Provider}, by its events {replay.Status} with {replay.Provider}");
        }

        foreach (var (id, replay) in consults)
        {
            if (!replay.HasEnded && !open.ContainsKey(id))
                findings.Add(Fault.RowDiffers, $"open_consults: {id} is missing, by its events {replay.Status}");
        }
    }

    private static void CheckSlots(
        IStoredHistory history, IReadOnlyDictionary<string, ConsultReplay> consults, Findings findings)
    {
        var held = new HashSet<string>();
        foreach (var claim in history.Claims(SlotScope))
        {
            held.Add(claim.Holder);
            var provider = claim.Key.Split('/')[0];
            if (!consults.TryGetValue(claim.Holder, out var replay) || replay.Provider != provider)
                findings.Add(Fault.RowDiffers, $"claims {claim.Key}: held for {claim.Holder}, which {replay?.Provider ?? "nobody"} serves");
        }

        foreach (var (id, replay) in consults)
        {
            if (replay.Provider is { } provider && !held.Contains(id))
                findings.Add(Fault.RowDiffers, $"claims: {provider} holds no slot for {id}");
        }
    }

    private static void CheckOrders(
        IStoredHistory history, IReadOnlyDictionary<string, ConsultReplay> consults, Findings findings)
    {
        var orders = new Dictionary<string, string>();
        foreach (var row in history.Orders())
        {
            if (!orders.TryAdd(row.Consult, row.Id))
                findings.Add(Fault.RowDiffers, $"orders: {row.Consult} has two");
            if (!consults.TryGetValue(row.Consult, out var replay) || replay.Order != row.Id)
                findings.Add(Fault.RowDiffers, $"orders {row.Id}: for {row.Consult}, whose events name {replay?.Order ?? "none"}");
        }

        foreach (var (id, replay) in consults)
        {
            if (replay.Order is { } order && !orders.ContainsKey(id))
                findings.Add(Fault.RowDiffers, $"orders: {order} of {id} is missing");
        }
    }

    // Offers are facts that nobody waits for: a row may say offered or waiting, whichever was written last.
    private static bool IsSame(string row, string replay) =>
        string.Equals(row, replay, StringComparison.OrdinalIgnoreCase)
        || (replay == "waiting" && string.Equals(row, "offered", StringComparison.OrdinalIgnoreCase));
}
