namespace Dispatch.Tests.Unit.Deploy;

/// <summary>Scripts that build the distributed flavour.</summary>
public sealed class BuildScriptTests
{
    [Theory]
    [InlineData("run.sh")]
    [InlineData("test.sh")]
    [InlineData("load-tests/cluster.sh")]
    public void EveryBuildForOrleans_IsGivenTheSourceAndTheVersion(string script)
    {
        var naming = Repository.Lines(script).Where(line => line.Contains("-p:Engine=Orleans", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(naming);
        Assert.All(naming, line =>
        {
            Assert.Contains("${ORLEANS_SOURCE:+\"-p:OrleansSource=$ORLEANS_SOURCE\"}", line, StringComparison.Ordinal);
            Assert.Contains("${ORLEANS_VERSION:+\"-p:OrleansVersion=$ORLEANS_VERSION\"}", line, StringComparison.Ordinal);
        });
    }
}
