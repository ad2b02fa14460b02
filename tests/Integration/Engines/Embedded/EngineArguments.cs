namespace Dispatch.Tests.Integration.Harness;

/// <summary>What a server process needs on its command line to be a whole system by itself.</summary>
public static class EngineArguments
{
    public static IReadOnlyList<string> New() => [];
}
