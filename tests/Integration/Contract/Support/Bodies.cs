using System.Text.Json.Nodes;

namespace Dispatch.Tests.Integration.Contract.Support;

/// <summary>Bodies that break no rule, to be changed by the test that wants to break one.</summary>
public static class Bodies
{
    public static JsonObject Clinic(int requestsPerSecond = 10_000, int openConsults = 10_000) => new()
    {
        ["name"] = "Harbor Aesthetics",
        ["timeZone"] = "America/New_York",
        ["limits"] = new JsonObject { ["requestsPerSecond"] = requestsPerSecond, ["openConsults"] = openConsults },
    };

    public static JsonObject Provider(params string[] states) => new()
    {
        ["name"] = "Ada Quincy",
        ["email"] = "ada.quincy@clinicians.example",
        ["credential"] = "MD",
        ["npi"] = "1234567893",
        ["licenses"] = Licenses(states),
        ["modalities"] = new JsonArray("live", "async"),
        ["services"] = new JsonArray("*"),
        ["capacity"] = new JsonObject { ["live"] = 1, ["async"] = 3 },
    };

    public static JsonArray Licenses(params string[] states) => new([.. states.Select(state => new JsonObject
    {
        ["state"] = state,
        ["number"] = "A-" + state,
        ["expiresOn"] = "2099-12-31",
    })]);

    public static JsonObject Consult(string state = "CA", string modality = "live", params string[] services) => new()
    {
        ["patient"] = new JsonObject
        {
            ["givenName"] = "Marguerite",
            ["familyName"] = "Okonkwo",
            ["birthDate"] = "1987-04-12",
        },
        ["state"] = state,
        ["services"] = new JsonArray([.. (services.Length == 0 ? ["botox"] : services).Select(s => JsonValue.Create(s))]),
        ["modality"] = modality,
        ["intake"] = new JsonObject { ["allergies"] = "none" },
    };

    public static JsonObject Approval(params string[] services) => new()
    {
        ["decision"] = "approved",
        ["justification"] = "History reviewed; no contraindication found.",
        ["orders"] = new JsonArray([.. services.Select(service => new JsonObject
        {
            ["service"] = service,
            ["product"] = "onabotulinumtoxinA",
            ["maximumUnits"] = 40,
        })]),
    };

    /// <summary>The same body with the value at a path such as <c>patient.givenName</c> replaced; null removes it.</summary>
    public static JsonObject With(this JsonObject body, string path, JsonNode? value)
    {
        var names = path.Split('.');
        var holder = names[..^1].Aggregate(body, (node, name) => node[name]!.AsObject());
        if (value is null)
        {
            holder.Remove(names[^1]);
        }
        else
        {
            holder[names[^1]] = value;
        }

        return body;
    }
}
