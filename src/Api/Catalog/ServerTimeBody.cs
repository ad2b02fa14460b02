namespace Dispatch.Api.Catalog;

/// <param name="Now">The server's time, as offers and promises are counted.</param>
public sealed record ServerTimeBody(DateTimeOffset Now);
