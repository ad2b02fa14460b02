using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Client;

/// <summary>Problem details (RFC 9457). <see cref="Type"/> is the stable name of what went wrong.</summary>
public sealed class Problem
{
    public string Type { get; init; } = "about:blank";

    public string? Title { get; init; }

    public int? Status { get; init; }

    public string? Detail { get; init; }

    public string? Instance { get; init; }

    /// <summary>What is wrong with each field, by its JSON path; null unless the request failed validation.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Members that only some problems carry, such as <c>opensAt</c>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extensions { get; set; }

    public override string ToString() => Errors is null
        ? $"{Type} {Title} {Detail}".TrimEnd()
        : $"{Type} {Title} {Detail} ({string.Join("; ", Errors.Select(e => $"{e.Key}: {string.Join(", ", e.Value)}"))})";
}
