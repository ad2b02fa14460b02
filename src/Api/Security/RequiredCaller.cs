namespace Dispatch.Api.Security;

/// <summary>Says of an endpoint who may call it. An endpoint without one is open to everybody.</summary>
/// <param name="TokenInQuery">Whether <c>?access_token=</c> counts: browsers cannot set headers of WebSockets.</param>
public sealed record RequiredCaller(CallerKind Kind, bool TokenInQuery = false);
