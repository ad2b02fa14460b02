using Dispatch.Client;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>A server that listens.</summary>
public sealed record ServerAddress(Uri Address, DispatchApi Operator);
