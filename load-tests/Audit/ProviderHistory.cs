using System.Text.Json;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;

namespace Dispatch.LoadTests.Audit;

/// <summary>Who a provider was at any moment, from its own events.</summary>
internal sealed class ProviderHistory
{
    private readonly List<(DateTimeOffset From, License[] Licenses)> _licenses = [];
    private readonly List<(DateTimeOffset From, bool IsSuspended)> _suspensions = [];
    private string _credential = "";
    private HashSet<string> _modalities = [];
    private HashSet<string> _services = [];

    /// <summary>Consults at once, by modality.</summary>
    public Dictionary<string, int> Capacity { get; } = [];

    public void Apply(StoredEvent stored)
    {
        var data = stored.Read();
        switch (stored.Type)
        {
            case "provider.registered":
                var profile = data.GetProperty("profile");
                _credential = profile.GetProperty("credential").GetString()!;
                _modalities = Texts(profile.GetProperty("modalities"));
                _services = Texts(profile.GetProperty("services"));
                foreach (var modality in profile.GetProperty("capacity").EnumerateObject())
                {
                    if (modality.Value.ValueKind == JsonValueKind.Number)
                        Capacity[modality.Name] = modality.Value.GetInt32();
                }

                _licenses.Add((stored.At, Licenses(profile)));
                break;
            case "provider.licenses-replaced":
                _licenses.Add((stored.At, Licenses(data)));
                break;
            case "provider.suspended":
                _suspensions.Add((stored.At, true));
                break;
            case "provider.reinstated":
                _suspensions.Add((stored.At, false));
                break;
        }
    }

    /// <param name="requirements">The hard requirements of a ticket.</param>
    /// <param name="at">When they had to be met.</param>
    /// <returns>What is not met, in words; null when all is.</returns>
    public string? Unmet(JsonElement requirements, DateTimeOffset at)
    {
        var state = requirements.GetProperty("state").GetString()!;
        var modality = requirements.GetProperty("modality").GetString()!;
        if (_suspensions.LastOrDefault(change => change.From <= at).IsSuspended)
            return "suspended";
        var licenses = _licenses.LastOrDefault(change => change.From <= at).Licenses ?? [];
        if (!licenses.Any(license => license.State.Value == state && license.IsValidAt(at)))
            return $"no valid licence in {state}";
        if (!Texts(requirements.GetProperty("credentials")).Contains(_credential))
            return $"credential {_credential} is not enough";
        if (!_modalities.Contains(modality))
            return $"does not serve {modality}";
        var services = Texts(requirements.GetProperty("services"));
        return _services.Contains("*") || services.IsSubsetOf(_services) ? null : "no privilege for the services";
    }

    private static License[] Licenses(JsonElement holder) => [.. holder.GetProperty("licenses").EnumerateArray().Select(
        license => new License(
            new StateCode(license.GetProperty("state").GetString()!),
            license.GetProperty("number").GetString()!,
            DateOnly.Parse(license.GetProperty("expiresOn").GetString()!)))];

    private static HashSet<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];
}
