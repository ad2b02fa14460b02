using Dispatch.Api.Problems;
using Dispatch.Grains.Providers;

namespace Dispatch.Api.Providers;

/// <summary>What a provider grain refused, as a problem.</summary>
public static class ProviderProblems
{
    public static Problem Of(ProviderChangeResult refused) => refused switch
    {
        ProviderChangeResult.Unknown => new Problem(ProblemTypes.NotFound),
        ProviderChangeResult.NpiTaken => new Problem(ProblemTypes.NpiTaken),
        ProviderChangeResult.Exists => new Problem(ProblemTypes.AlreadyExists),
        _ => throw new ArgumentException($"Expected a refusal, found {refused}."),
    };

    public static Problem Of(DutyResult refused) => refused switch
    {
        DutyResult.Suspended => new Problem(ProblemTypes.Suspended),
        DutyResult.NoValidLicense => new Problem(ProblemTypes.NoValidLicense),
        DutyResult.NoSuchModality => new Problem(ProblemTypes.NoSuchModality),
        DutyResult.OutsideShift(var next) => new Problem(
            ProblemTypes.OutsideShift,
            next is { } start ? $"The next shift begins at {start:yyyy-MM-ddTHH:mm:ssZ}." : "No shift is planned within two weeks."),
        DutyResult.NotConnected => new Problem(ProblemTypes.NotConnected),
        _ => throw new ArgumentException($"Expected a refusal, found {refused}."),
    };
}
