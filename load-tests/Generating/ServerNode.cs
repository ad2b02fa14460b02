using System.Net;

namespace Dispatch.LoadTests.Generating;

/// <summary>One process of a server that takes requests and sockets.</summary>
/// <param name="Host">For the Host header.</param>
internal sealed record ServerNode(IPEndPoint Address, string Host);
