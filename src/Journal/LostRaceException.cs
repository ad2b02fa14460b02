namespace Dispatch.Journal;

/// <summary>
/// Another process wrote between reading and writing, or waits for us as we wait for it. Nothing was written; reading
/// again tells what is true now.
/// </summary>
internal sealed class LostRaceException(string message) : Exception(message);
