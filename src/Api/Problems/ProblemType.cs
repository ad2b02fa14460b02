namespace Dispatch.Api.Problems;

/// <summary>One kind of refusal. The name never changes: callers decide by it.</summary>
/// <param name="Name">In kebab case.</param>
/// <param name="Status">Of the HTTP answer.</param>
public sealed record ProblemType(string Name, int Status, string Title)
{
    public string Uri { get; } = "urn:dispatch:problem:" + Name;
}
