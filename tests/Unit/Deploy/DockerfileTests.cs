using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Deploy;

/// <summary>What can be said of the images without building them.</summary>
public sealed partial class DockerfileTests
{
    private const string File = "deploy/Dockerfile";

    private static readonly IReadOnlyList<DockerStage> Stages = DockerStage.Read(Repository.Lines(File));

    [Fact]
    public void Pages_AreBuiltWithANodeThatTheyAllow_AndHandedToThePublish()
    {
        var least = JsonDocument.Parse(string.Concat(Repository.Lines("src/Web/package.json")))
            .RootElement.GetProperty("engines").GetProperty("node").GetString()!;
        var node = Assert.Single(Stages, stage => stage.From.StartsWith("node:", StringComparison.Ordinal));

        // An image is named by its major version: a later one is late enough whatever follows.
        Assert.True(int.Parse(Number().Match(node.From).Value) > int.Parse(Number().Match(least).Value), $"{node.From}, {least}");
        Assert.Contains(node.Instructions, i => i.EndsWith("DISPATCH_WEB_OUT=/out npm run build", StringComparison.Ordinal));
        var publish = Assert.Single(Stages, stage => stage.Instructions.Any(i => i.Contains("dotnet publish", StringComparison.Ordinal)));
        Assert.Contains(publish.Copies(), copy => copy.From == node.Name && copy.Sources is ["/out"] && copy.To == "src/Api/wwwroot");

        // Its own build of them would look for Node.js, which the SDK's image has not.
        var api = publish.Instructions.SelectMany(i => i.Split("&&")).Single(c => c.Contains("publish src/Api/", StringComparison.Ordinal));
        Assert.Contains("-p:BuildPages=false", api, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryCopy_IsOfWhatIsThere()
    {
        Assert.All(Stages.Index(), stage => Assert.All(stage.Item.Copies(), copy =>
        {
            if (copy.From is { } from)
            {
                Assert.Contains(Stages.Take(stage.Index), earlier => earlier.Name == from);
            }
            else
            {
                Assert.All(copy.Sources, source => Assert.True(Repository.Has(source), source));
            }
        }));
    }

    [Fact]
    public void EveryTarget_ThatComposeBuilds_IsAStageThatStartsItsProgram()
    {
        var targets = Repository.Lines("deploy/compose.yaml").Select(line => Target().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value);

        Assert.Equal(["silo", "api"], targets);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"Dispatch.Silo.dll\"]", Stages.Single(s => s.Name == "silo").Instructions);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"Dispatch.Api.dll\"]", Stages.Single(s => s.Name == "api").Instructions);
    }

    [Fact]
    public void WhatGitIgnores_StaysOutOfTheImages()
    {
        // Git looks for a name without a folder everywhere, Docker beside .dockerignore only.
        static string ForDocker(string pattern) => pattern.TrimEnd('/') is var name && name.Contains('/') ? name : "**/" + name;

        var ignored = Repository.Lines(".dockerignore").Where(line => !line.StartsWith('#')).ToList();

        Assert.Contains(".git", ignored);
        Assert.Contains("**/.data", ignored);
        Assert.Contains("deploy/.env", ignored);
        Assert.All(Repository.Lines(".gitignore"), pattern => Assert.Contains(ForDocker(pattern), ignored));
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("dockerfile: deploy/Dockerfile, target: ([a-z]+)")]
    private static partial Regex Target();
}
