namespace Dispatch.Client.Contract;

/// <summary>A consult put to a provider until <see cref="ExpiresAt"/>.</summary>
public sealed record OfferMade
{
    public long Seq { get; init; }

    public required string OfferId { get; init; }

    public required string ConsultId { get; init; }

    public string State { get; init; } = "";

    public IReadOnlyList<string> Services { get; init; } = [];

    public string? Modality { get; init; }

    public string? Priority { get; init; }

    public double WaitedSeconds { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
