using Dispatch.Domain.Ids;

namespace Dispatch.Grains.Consults;

[GenerateSerializer, Immutable, Alias("request-result")]
public abstract record RequestResult
{
    private RequestResult()
    {
    }

    /// <summary>The consult exists and is durable.</summary>
    [GenerateSerializer, Immutable, Alias("request-result.accepted")]
    public sealed record Accepted([property: Id(0)] ConsultView Consult) : RequestResult;

    /// <summary>The same key with the same body was answered with this consult.</summary>
    [GenerateSerializer, Immutable, Alias("request-result.repeated")]
    public sealed record Repeated([property: Id(0)] ConsultId Consult) : RequestResult;

    /// <summary>The same key was used with another body.</summary>
    [GenerateSerializer, Immutable, Alias("request-result.key-reused")]
    public sealed record KeyReused : RequestResult;
}
