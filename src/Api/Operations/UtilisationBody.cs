namespace Dispatch.Api.Operations;

/// <summary>What the providers on duty do.</summary>
/// <param name="OnDuty">Connected and on duty.</param>
/// <param name="Serving">Of them, those with a consult in hand.</param>
/// <param name="Share">Serving of those on duty, 0 to 1; null when nobody is on duty.</param>
public sealed record UtilisationBody(int OnDuty, int Serving, double? Share);
