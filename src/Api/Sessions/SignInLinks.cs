using System.Collections.Concurrent;
using Dispatch.Api.Security;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Sessions;

/// <summary>
/// Links that sign in once and soon expire, for whoever started this process and reads what it prints. They live in this
/// process alone. Thread-safe.
/// </summary>
public sealed class SignInLinks(BrowserSessionOptions options, IRandomSource random, TimeProvider time)
{
    /// <summary>What the path of every link begins with; the rest is its secret.</summary>
    public const string Under = "/sign-in";

    public const string Path = Under + "/";

    private readonly ConcurrentDictionary<TokenHash, (Caller Caller, DateTimeOffset ExpiresAt)> _links = new();

    public TimeSpan Lifetime => options.LinkTime;

    /// <returns>The path of the link.</returns>
    public string Create(Caller caller)
    {
        var token = AccessToken.New(AccessToken.LinkPrefix, random);
        _links[TokenHash.Of(token)] = (caller, time.GetUtcNow() + options.LinkTime);
        return Path + token;
    }

    /// <summary>Whose link it is; null when it was used, has expired or never was. It is used up.</summary>
    public Caller? Take(string token) =>
        token.Length <= AccessToken.LengthMaximum
        && _links.TryRemove(TokenHash.Of(token), out var link)
        && time.GetUtcNow() < link.ExpiresAt
            ? link.Caller
            : null;
}
