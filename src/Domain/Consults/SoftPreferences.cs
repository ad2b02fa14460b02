using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Consults;

/// <summary>
/// What the clinic would like of whoever serves the consult. In force until its instant, then dropped. Nothing here
/// touches a hard requirement.
/// </summary>
/// <param name="PreferredProvider">Restricts: until then the consult waits for this provider, busy or not.</param>
/// <param name="InForceUntil">Exclusive.</param>
/// <param name="Language">Restricts to those who speak it, where no provider is preferred; a primary subtag.</param>
/// <param name="LastProvider">Ranks: who served this patient last is asked first when free; nobody is waited for.</param>
/// <param name="PatientKey">Under which the clinic's next consult for this patient finds its provider; null unless the
/// clinic asks for continuity. A keyed hash, of no use without the clinic's key.</param>
[GenerateSerializer, Immutable, Alias("soft-preferences")]
public sealed record SoftPreferences(
    [property: Id(0)] ProviderId? PreferredProvider,
    [property: Id(1)] DateTimeOffset InForceUntil,
    [property: Id(2)] string? Language = null,
    [property: Id(3)] ProviderId? LastProvider = null,
    [property: Id(4)] string? PatientKey = null)
{
    public static SoftPreferences None { get; } = new(null, DateTimeOffset.MinValue);

    /// <summary>Whether there is anything to drop.</summary>
    [JsonIgnore]
    public bool Any => PreferredProvider is not null || Language is not null || LastProvider is not null;

    /// <summary>Whether they leave out somebody now.</summary>
    public bool Restrict(DateTimeOffset now) => now < InForceUntil && (PreferredProvider is not null || Language is not null);

    /// <summary>Whether they leave in this provider now.</summary>
    /// <param name="languages">Those the provider speaks.</param>
    public bool Allow(ProviderId provider, ImmutableArray<string> languages, DateTimeOffset now) =>
        !Restrict(now)
        || (PreferredProvider is { } preferred
            ? preferred == provider
            : !languages.IsDefaultOrEmpty && languages.Contains(Language!));
}
