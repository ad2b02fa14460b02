namespace Dispatch.Client.Contract;

/// <summary>The moments promised for one consult; null where its modality promises none.</summary>
public sealed record SlaTimes(
    DateTimeOffset? FirstOfferBy,
    DateTimeOffset? AcceptBy,
    DateTimeOffset? StartBy,
    DateTimeOffset? CompleteBy,
    DateTimeOffset? GiveUpAt);
