using System.Collections.Immutable;

namespace Dispatch.Domain.Sla;

/// <summary>What one clinic, or everybody, is promised, and what is done when a promise is at risk.</summary>
/// <param name="Rules">The most specific first; of one specificity, in the order of the document.</param>
public sealed record SlaPolicy(ImmutableArray<SlaRule> Rules)
{
    public const int RulesLimit = 200;
}
