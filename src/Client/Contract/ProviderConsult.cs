namespace Dispatch.Client.Contract;

/// <summary>A consult as the provider who serves it sees it.</summary>
public sealed record ProviderConsult
{
    public string? ConsultId { get; init; }

    /// <value>One of <see cref="ConsultStatus"/>.</value>
    public string? Status { get; init; }

    public string? State { get; init; }

    public IReadOnlyList<string>? Services { get; init; }

    public string? Modality { get; init; }
}
