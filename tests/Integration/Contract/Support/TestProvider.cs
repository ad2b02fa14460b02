namespace Dispatch.Tests.Integration.Contract.Support;

public sealed record TestProvider(string Id, string AccessToken);
