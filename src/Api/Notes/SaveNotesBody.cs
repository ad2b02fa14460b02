namespace Dispatch.Api.Notes;

/// <param name="Text">The whole text.</param>
/// <param name="Version">The version that it was written on; null to overwrite whatever is there.</param>
public sealed record SaveNotesBody(string? Text, long? Version);
