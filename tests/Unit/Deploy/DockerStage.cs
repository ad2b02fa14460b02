namespace Dispatch.Tests.Unit.Deploy;

/// <summary>One stage of a Dockerfile: what it starts from, its name, and its instructions with continued lines joined.</summary>
internal sealed record DockerStage(string From, string Name, IReadOnlyList<string> Instructions)
{
    public static IReadOnlyList<DockerStage> Read(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.Where(line => !line.StartsWith('#'))).Replace("\\\n", " ", StringComparison.Ordinal);
        var stages = new List<DockerStage>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is ["FROM", var from, "AS", var name])
            {
                stages.Add(new DockerStage(from, name, new List<string>()));
            }
            else
            {
                ((List<string>)stages[^1].Instructions).Add(line);
            }
        }

        return stages;
    }

    /// <summary>Of each COPY: the stage that it copies from, null for the checkout, what, and where to.</summary>
    public IEnumerable<(string? From, string[] Sources, string To)> Copies()
    {
        const string Copy = "COPY ";
        const string Other = "--from=";
        foreach (var instruction in Instructions.Where(i => i.StartsWith(Copy, StringComparison.Ordinal)))
        {
            var words = instruction[Copy.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var from = words[0].StartsWith(Other, StringComparison.Ordinal) ? words[0][Other.Length..] : null;
            yield return (from, words[(from is null ? 0 : 1)..^1], words[^1]);
        }
    }
}
