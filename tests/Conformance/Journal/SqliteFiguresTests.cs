namespace Dispatch.Tests.Conformance.Journal;

public sealed class SqliteFiguresTests
{
    [Fact]
    public async Task Forget_OfProviderFigures_LooksUpWhatIsOld()
    {
        await using var fixture = new SqliteFixture();
        fixture.Start();
        using var connection = fixture.Connect();

        var plan = connection.Prepare("EXPLAIN QUERY PLAN DELETE FROM provider_figures WHERE start < ?1")
            .ReadFirst(static row => row.Text(3));

        Assert.Contains("provider_figures_start (start<?)", plan, StringComparison.Ordinal);
    }
}
