using Dispatch.Domain.Ids;
using Dispatch.Grains.Pools;

namespace Dispatch.Grains.Consults;

[GenerateSerializer, Immutable, Alias("request-result")]
public abstract record RequestResult
{
    private RequestResult()
    {
    }

    /// <summary>The consult exists and is durable.</summary>
    /// <param name="Line">As it stood just before; null when its pool was silent, or was not asked.</param>
    [GenerateSerializer, Immutable, Alias("request-result.accepted")]
    public sealed record Accepted([property: Id(0)] ConsultView Consult, [property: Id(1)] LineView? Line = null)
        : RequestResult;

    /// <summary>As many wait as may. Nothing was recorded.</summary>
    [GenerateSerializer, Immutable, Alias("request-result.line-full")]
    public sealed record LineFull([property: Id(0)] int Waiting) : RequestResult;

    /// <summary>The same key with the same body was answered with this consult.</summary>
    [GenerateSerializer, Immutable, Alias("request-result.repeated")]
    public sealed record Repeated([property: Id(0)] ConsultId Consult) : RequestResult;

    /// <summary>The same key was used with another body.</summary>
    [GenerateSerializer, Immutable, Alias("request-result.key-reused")]
    public sealed record KeyReused : RequestResult;
}
