using System.Collections.Immutable;

namespace Dispatch.Grains.Providers;

[GenerateSerializer, Immutable, Alias("resume-result")]
public abstract record ResumeResult
{
    private ResumeResult()
    {
    }

    /// <summary>Everything that was pushed since, in order; may be empty.</summary>
    [GenerateSerializer, Immutable, Alias("resume-result.missed")]
    public sealed record Missed([property: Id(0)] ImmutableArray<ProviderMessage> Messages) : ResumeResult;

    /// <summary>What was missed is no longer held; this is how things stand.</summary>
    [GenerateSerializer, Immutable, Alias("resume-result.snapshot")]
    public sealed record Snapshot([property: Id(0)] ProviderMessage.Snapshot Message) : ResumeResult;
}
