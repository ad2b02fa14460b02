using System.Text.Json;

namespace Dispatch.LoadTests.Audit;

/// <summary>Plays the events of one consult again and checks each step against the one before.</summary>
internal sealed class ConsultReplay(string id, Findings findings, IReadOnlyDictionary<string, ProviderHistory> providers)
{
    private JsonElement? _requirements;
    private DateTimeOffset _lastAt;
    private DateTimeOffset _assignedAt;
    private int _number;
    private bool _isStarted;

    public string? Clinic { get; private set; }

    public string? State { get; private set; }

    /// <summary>As the contract spells it, without <c>offered</c>, which no event of the consult's life makes.</summary>
    public string Status { get; private set; } = "unknown";

    /// <summary>Who serves it now; null when nobody does.</summary>
    public string? Provider { get; private set; }

    /// <summary>Who was ever assigned.</summary>
    public HashSet<string> Served { get; } = [];

    /// <summary>The order of its completion.</summary>
    public string? Order { get; private set; }

    public bool HasEnded => Status is "completed" or "cancelled" or "expired";

    /// <summary>When who served it, by commits: an assignment that lasts has no end.</summary>
    public List<(string Provider, string Modality, DateTimeOffset From, DateTimeOffset? To)> Assignments { get; } = [];

    /// <summary>Events that are no step of a consult's life, such as an offer, change nothing here.</summary>
    public void Apply(StoredEvent stored)
    {
        if (!stored.Type.StartsWith("consult.", StringComparison.Ordinal) || stored.Type == "consult.escalated")
            return;
        if (HasEnded)
        {
            var fault = stored.Type == "consult.completed" && Status == "completed" ? Fault.Doubled : Fault.OutOfOrder;
            findings.Add(fault, $"{id}: {stored.Type} at version {stored.Version}, after it was {Status}");
            return;
        }

        if (stored.At < _lastAt)
            findings.Add(Fault.OutOfOrder, $"{id}: {stored.Type} at {stored.At:O}, before the step that it follows");
        _lastAt = stored.At;
        if ((stored.Type == "consult.requested") != (Status == "unknown"))
            findings.Add(Fault.OutOfOrder, $"{id}: {stored.Type} while it was {Status}");

        var data = stored.Read();
        switch (stored.Type)
        {
            case "consult.requested":
                Request(data.GetProperty("ticket"));
                break;
            case "consult.assigned":
                Assign(stored, data);
                break;
            case "consult.started":
                CheckNumber(stored, data);
                _isStarted = true;
                Status = "inProgress";
                break;
            case "consult.released":
                CheckNumber(stored, data);
                Unassign(stored.CommittedAt);
                Status = "waiting";
                break;
            case "consult.completed":
                Complete(stored, data);
                break;
            case "consult.cancelled" or "consult.expired":
                Unassign(stored.CommittedAt);
                Status = stored.Type["consult.".Length..];
                break;
        }
    }

    /// <summary>Call after the last event: an assignment that lasts is listed too.</summary>
    public void End()
    {
        if (Provider is not null)
            Assignments.Add((Provider, Modality, _assignedAt, null));
    }

    private string Modality => _requirements?.GetProperty("modality").GetString() ?? "live";

    private void Request(JsonElement ticket)
    {
        _requirements = ticket.GetProperty("requirements");
        Clinic = ticket.GetProperty("clinic").GetString();
        State = _requirements.Value.GetProperty("state").GetString();
        Status = "waiting";
    }

    private void Assign(StoredEvent stored, JsonElement data)
    {
        var provider = data.GetProperty("offer").GetProperty("provider").GetString()!;
        if (Provider is not null)
        {
            findings.Add(Fault.Doubled, $"{id}: assigned to {provider} while {Provider} served it");
            Unassign(stored.CommittedAt);
        }

        if (data.GetProperty("number").GetInt32() != _number + 1)
            findings.Add(Fault.OutOfOrder, $"{id}: assignment {data.GetProperty("number").GetInt32()} after {_number}");
        _number = data.GetProperty("number").GetInt32();
        (Provider, _assignedAt, _isStarted, Status) = (provider, stored.CommittedAt, false, "assigned");
        Served.Add(provider);
        CheckEligible(stored, provider);
    }

    private void Complete(StoredEvent stored, JsonElement data)
    {
        CheckNumber(stored, data);
        var provider = data.GetProperty("provider").GetString()!;
        if (provider != Provider)
            findings.Add(Fault.Doubled, $"{id}: completed by {provider} while {Provider ?? "nobody"} served it");
        if (!_isStarted)
            findings.Add(Fault.OutOfOrder, $"{id}: completed before it was started");
        CheckEligible(stored, provider);
        Order = data.TryGetProperty("order", out var order) ? order.GetString() : null;
        Unassign(stored.CommittedAt);
        Status = "completed";
    }

    private void CheckNumber(StoredEvent stored, JsonElement data)
    {
        if (Provider is null || data.GetProperty("number").GetInt32() != _number)
        {
            findings.Add(
                Fault.OutOfOrder,
                $"{id}: {stored.Type} of assignment {data.GetProperty("number").GetInt32()} while {(Provider is null ? 0 : _number)} was in force");
        }
    }

    private void CheckEligible(StoredEvent stored, string provider)
    {
        var unmet = !providers.TryGetValue(provider, out var history) ? "not registered"
            : _requirements is { } requirements ? history.Unmet(requirements, stored.At)
            : null;
        if (unmet is not null)
            findings.Add(Fault.Unlicensed, $"{id}: {stored.Type} with {provider}: {unmet}");
    }

    private void Unassign(DateTimeOffset at)
    {
        if (Provider is null)
            return;
        Assignments.Add((Provider, Modality, _assignedAt, at));
        Provider = null;
    }
}
