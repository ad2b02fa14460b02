namespace Dispatch.Client.Contract;

/// <param name="ApiKey">Shown here once; the server keeps only its hash.</param>
public sealed record ClinicCreated(string Id, string ApiKey);
