using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Generating;

/// <summary>One offer that a provider works off: accept, start, complete, each after the answer to the one before.</summary>
internal sealed class ProviderWork
{
    // One a second: longer than any limit after which the server takes a consult from a provider who cannot go on.
    private const int MostRetries = 600;

    private readonly byte[] _offer = new byte[IdKey.TextBytes];
    private readonly byte[] _consult = new byte[IdKey.TextBytes];
    private int _retries;

    public enum Step
    {
        None,
        Accepting,
        Starting,
        Completing,
    }

    public Step At { get; private set; }

    /// <summary>Number of the call whose answer is awaited; 0 while it waits to be made again.</summary>
    public long CallId { get; set; }

    public bool WaitsToRetry => At != Step.None && CallId == 0;

    /// <summary>Index in the book.</summary>
    public int Consult { get; private set; }

    /// <summary>Index in the book of approvals.</summary>
    public int Approval { get; private set; }

    public long OfferedAt { get; private set; }

    public ReadOnlySpan<byte> OfferId => _offer;

    public ReadOnlySpan<byte> ConsultId => _consult;

    public void Begin(ReadOnlySpan<byte> offerId, ReadOnlySpan<byte> consultId, int consult, int approval, long offeredAt)
    {
        offerId.CopyTo(_offer);
        Continue(consultId, consult, approval, Step.Accepting);
        OfferedAt = offeredAt;
    }

    /// <summary>Takes up a consult that is assigned already.</summary>
    public void Continue(ReadOnlySpan<byte> consultId, int consult, int approval, Step at)
    {
        consultId.CopyTo(_consult);
        Consult = consult;
        Approval = approval;
        At = at;
        _retries = 0;
    }

    /// <summary>The call has to be made again, because the server said that it could not be served now.</summary>
    /// <returns>False when it was made often enough; then the work is over.</returns>
    public bool TryRetryLater()
    {
        CallId = 0;
        if (++_retries <= MostRetries)
            return true;
        End();
        return false;
    }

    public void Advance() => At = At == Step.Completing ? Step.None : At + 1;

    public void End() => At = Step.None;
}
