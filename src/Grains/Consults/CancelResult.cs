using Dispatch.Domain.Consults;

namespace Dispatch.Grains.Consults;

[GenerateSerializer, Immutable, Alias("cancel-result")]
public abstract record CancelResult
{
    private CancelResult()
    {
    }

    /// <summary>Durable: the consult is cancelled. A repeat says so again.</summary>
    [GenerateSerializer, Immutable, Alias("cancel-result.done")]
    public sealed record Done([property: Id(0)] ConsultView Consult) : CancelResult;

    /// <summary>It had ended otherwise.</summary>
    [GenerateSerializer, Immutable, Alias("cancel-result.already-ended")]
    public sealed record AlreadyEnded([property: Id(0)] ConsultStatus Status) : CancelResult;

    [GenerateSerializer, Immutable, Alias("cancel-result.unknown")]
    public sealed record Unknown : CancelResult;
}
