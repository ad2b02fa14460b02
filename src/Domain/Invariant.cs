using System.Diagnostics.CodeAnalysis;

namespace Dispatch.Domain;

/// <summary>What can never be, whatever anybody sends. On in production: better no answer than a wrong one.</summary>
public static class Invariant
{
    /// <exception cref="InvariantBrokenException">The condition does not hold.</exception>
    public static void That([DoesNotReturnIf(false)] bool condition, string rule)
    {
        if (!condition)
        {
            throw new InvariantBrokenException(rule);
        }
    }
}
