namespace Dispatch.Api.Health;

public sealed record HealthBody(string Status);
