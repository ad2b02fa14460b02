using System.Text.Json.Serialization;

namespace Dispatch.Client.Contract;

/// <param name="Result"><c>assigned</c> or <c>gone</c>.</param>
/// <param name="Consult">The consult to serve; null when it is gone.</param>
/// <param name="Reason">Why it is gone.</param>
public sealed record AcceptAnswer(string Result, ProviderConsult? Consult, string? Reason)
{
    [JsonIgnore]
    public bool IsAssigned => Result == "assigned";
}
