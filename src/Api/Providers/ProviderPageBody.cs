namespace Dispatch.Api.Providers;

/// <param name="Items">In the order of their ids.</param>
/// <param name="NextCursor">For the next page; null on the last one.</param>
public sealed record ProviderPageBody(IReadOnlyList<ProviderBody> Items, string? NextCursor);
