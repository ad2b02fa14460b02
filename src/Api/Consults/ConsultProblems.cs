using Dispatch.Api.Problems;
using Dispatch.Domain.Consults;

namespace Dispatch.Api.Consults;

/// <summary>What a consult grain refused a clinic, as a problem.</summary>
public static class ConsultProblems
{
    public static Problem AlreadyEnded(ConsultStatus status) =>
        new(ProblemTypes.AlreadyEnded, $"It has the status {char.ToLowerInvariant(status.ToString()[0])}{status.ToString()[1..]}.");
}
