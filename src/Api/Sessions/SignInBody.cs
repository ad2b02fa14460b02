namespace Dispatch.Api.Sessions;

/// <param name="Token">The operator's token, a clinic's key or a provider's token.</param>
public sealed record SignInBody(string? Token);
