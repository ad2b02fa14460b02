using System.Text.Json.Serialization;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;

namespace Dispatch.Api.Operations;

/// <summary>A licence that ends soon, or has ended.</summary>
/// <param name="ExpiresOn">The last day on which it is valid.</param>
/// <param name="DaysLeft">To that day, in the state's most eastern zone; negative after it.</param>
/// <param name="Expired">Whether the provider is off the line of that state.</param>
/// <param name="Warning">The last warning that was recorded, in days before the end: 60, 30 or 7.</param>
public sealed record LicenseWarningBody(
    ProviderId ProviderId,
    string Name,
    string Npi,
    bool Suspended,
    StateCode State,
    string Number,
    DateOnly ExpiresOn,
    int DaysLeft,
    bool Expired,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Warning,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? WarnedAt);
