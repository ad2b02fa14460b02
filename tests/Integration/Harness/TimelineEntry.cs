using System.Text.Json;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>One event of a consult as its clinic reads it.</summary>
public sealed record TimelineEntry(long Seq, string Type, JsonElement Data)
{
    public string? Text(string member) => Data.TryGetProperty(member, out var value) ? value.ToString() : null;
}
