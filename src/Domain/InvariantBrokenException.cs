namespace Dispatch.Domain;

/// <summary>A defect of the product: a rule that must always hold did not.</summary>
[GenerateSerializer, Alias("invariant-broken")]
public sealed class InvariantBrokenException : Exception
{
    public InvariantBrokenException()
    {
    }

    public InvariantBrokenException(string message)
        : base(message)
    {
    }

    public InvariantBrokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
