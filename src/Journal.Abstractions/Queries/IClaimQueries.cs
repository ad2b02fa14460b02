namespace Dispatch.Journal.Queries;

/// <summary>Who holds what. To take a claim is an append's affair: this tells whoever would be refused for another reason.</summary>
public interface IClaimQueries
{
    /// <returns>Null when nobody holds it at that time.</returns>
    Task<string?> Holder(string scope, string key, DateTimeOffset at, CancellationToken cancellationToken = default);
}
