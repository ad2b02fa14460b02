namespace Dispatch.Client.Contract;

/// <summary>A consult as its clinic sees it. What an answer leaves out is null.</summary>
public sealed record ConsultView
{
    public required string Id { get; init; }

    /// <value>One of <see cref="ConsultStatus"/>.</value>
    public required string Status { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public string? State { get; init; }

    public IReadOnlyList<string>? Services { get; init; }

    public string? Modality { get; init; }

    public string? Priority { get; init; }

    public string? ProviderId { get; init; }

    public string? ExternalId { get; init; }

    public string? OrderId { get; init; }

    /// <summary>Why it ended as it did.</summary>
    public string? Reason { get; init; }

    public SlaTimes? Sla { get; init; }

    /// <summary>Null when the place in line is not known yet.</summary>
    public LinePosition? Line { get; init; }

    public string? VisitUrl { get; init; }
}
