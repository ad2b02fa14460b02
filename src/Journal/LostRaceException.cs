namespace Dispatch.Journal;

/// <summary>
/// Another process wrote between reading and writing, or holds what is to be written. Nothing was written; reading again
/// tells what is true now.
/// </summary>
/// <param name="message">Who says so.</param>
/// <param name="waited">Whether the other one was waited for in vain, so that trying again at once has no sense.</param>
internal sealed class LostRaceException(string message, bool waited) : Exception(message)
{
    public bool Waited => waited;
}
