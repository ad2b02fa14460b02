using Microsoft.Net.Http.Headers;

namespace Dispatch.Api.Pages;

/// <summary>One file of the built pages, in memory.</summary>
/// <param name="Brotli">The same, compressed when it was built; null where that would not help.</param>
/// <param name="IsHashed">Whether its name says its content, so that it never changes.</param>
public sealed record PageFile(
    byte[] Content, byte[]? Brotli, string ContentType, bool IsHashed, EntityTagHeaderValue Tag);
