namespace Dispatch.LoadTests.Audit;

/// <summary>
/// Compares a store with what its server told, and with what must always hold. The events are the truth; rows are only
/// compared with them.
/// </summary>
public static class StoreAudit
{
    private const string ConsultStreams = "cns_";
    private const string ProviderStreams = "prv_";

    public static AuditReport Run(IStoredHistory history, Told told, TimeProvider time)
    {
        var since = time.GetTimestamp();
        var findings = new Findings();
        var chain = new ChainCheck(findings);
        var providers = Providers(history, chain);
        var consults = Consults(history, chain, providers, findings);
        var capacity = new CapacityCheck(findings, providers);
        foreach (var (id, replay) in consults)
            capacity.Add(id, replay);
        capacity.Finish();
        CheckTold(told, consults, findings);
        RowCheck.Run(history, consults, findings);
        return new AuditReport(
            consults.Count,
            chain.Count,
            time.GetElapsedTime(since).TotalSeconds,
            consults.Values.Count(consult => consult.Status == "completed"),
            consults.Values.Count(consult => consult.HasEnded),
            findings.Read());
    }

    private static Dictionary<string, ProviderHistory> Providers(IStoredHistory history, ChainCheck chain)
    {
        var providers = new Dictionary<string, ProviderHistory>();
        foreach (var stored in history.Events(ProviderStreams))
        {
            chain.Next(stored);
            if (!providers.TryGetValue(stored.Stream, out var provider))
                providers[stored.Stream] = provider = new ProviderHistory();
            provider.Apply(stored);
        }

        return providers;
    }

    private static Dictionary<string, ConsultReplay> Consults(
        IStoredHistory history, ChainCheck chain, IReadOnlyDictionary<string, ProviderHistory> providers, Findings findings)
    {
        var consults = new Dictionary<string, ConsultReplay>();
        foreach (var stored in history.Events(ConsultStreams))
        {
            chain.Next(stored);
            if (!consults.TryGetValue(stored.Stream, out var consult))
                consults[stored.Stream] = consult = new ConsultReplay(stored.Stream, findings, providers);
            consult.Apply(stored);
        }

        foreach (var consult in consults.Values)
            consult.End();
        return consults;
    }

    private static void CheckTold(Told told, IReadOnlyDictionary<string, ConsultReplay> consults, Findings findings)
    {
        var answered = 0;
        foreach (var one in told.Consults)
        {
            if (one.Answers > 0 && consults.ContainsKey(one.Id))
                answered++;
            if (one.Answers > 1)
                findings.Add(Fault.Doubled, $"{one.Id}: the answer to {one.Answers} requests");
            if (!consults.TryGetValue(one.Id, out var stored))
            {
                findings.Add(Fault.Lost, $"{one.Id}: {(one.Answers > 0 ? "answered 201" : "offered")}, not in the store");
                continue;
            }

            if (one.Answers > 0 && !stored.HasEnded)
                findings.Add(Fault.Lost, $"{one.Id}: answered 201, still {stored.Status}");
            if (one.AssignedTo is { } provider && !stored.Served.Contains(provider))
                findings.Add(Fault.Lost, $"{one.Id}: {provider} heard that it is theirs, the store does not know of it");
            if (one.IsCompleted && stored.Status != "completed")
                findings.Add(Fault.Lost, $"{one.Id}: the provider heard that it is completed, it is {stored.Status}");
        }

        var made = consults.Values.Count(consult => consult.Clinic is { } clinic && told.Clinics.Contains(clinic));
        for (var more = answered + told.MayExistUntold; more < made; more++)
            findings.Add(Fault.Doubled, $"{made - answered} consults were never an answer, and only {told.MayExistUntold} requests have none");
    }
}
