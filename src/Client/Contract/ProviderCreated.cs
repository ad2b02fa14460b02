namespace Dispatch.Client.Contract;

/// <param name="AccessToken">Shown here once; the server keeps only its hash.</param>
public sealed record ProviderCreated(string Id, string AccessToken);
