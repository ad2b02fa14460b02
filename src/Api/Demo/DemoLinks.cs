using Dispatch.Api.Security;
using Dispatch.Api.Sessions;

namespace Dispatch.Api.Demo;

/// <summary>Links that open the demo's pages signed in, once each.</summary>
public sealed class DemoLinks(DemoSeed seed, AccessKeys keys, SignInLinks links)
{
    /// <summary>What each page is called and the path of its link; those whose key this store does not have are left out.</summary>
    public async Task<IReadOnlyList<(string Name, string Path)>> Create()
    {
        var made = new List<(string, string)>();
        var demo = seed.Load();
        await Add("provider", demo?.ConsoleToken);
        await Add("clinic", demo is { ClinicKeys: [var clinic, ..] } ? clinic : null);
        made.Add(("operations", links.Create(keys.OfOperator)));
        return made;

        async Task Add(string name, string? token)
        {
            if (token is not null && await keys.Find(TokenHash.Of(token), CancellationToken.None) is { } caller)
            {
                made.Add((name, links.Create(caller)));
            }
        }
    }
}
