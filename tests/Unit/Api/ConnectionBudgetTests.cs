using Dispatch.Api;
using Dispatch.Api.Starting;

namespace Dispatch.Tests.Unit.Api;

public class ConnectionBudgetTests
{
    private static readonly ApiLimits Limits = new() { OpenConnections = 1_000, OpenSockets = 3_000 };

    [Theory]
    [InlineData(null)]
    [InlineData(4_000 + ConnectionBudget.ReservedFiles)]
    [InlineData(1_048_576)]
    public void Fit_WhenThereAreFilesForAll_IsWhatWasAskedFor(int? files) =>
        Assert.Equal(new ConnectionBudget(1_000, 3_000, IsReduced: false), ConnectionBudget.Fit(Limits, files));

    [Theory]
    [InlineData(4_000 + ConnectionBudget.ReservedFiles - 1)]
    [InlineData(1_024)]
    [InlineData(ConnectionBudget.ReservedFiles + 2)]
    public void Fit_WhenFilesAreFew_SharesThemAndKeepsTheReserve(int files)
    {
        var budget = ConnectionBudget.Fit(Limits, files);

        Assert.True(budget.IsReduced);
        Assert.Equal(files - ConnectionBudget.ReservedFiles, budget.Connections + budget.Sockets);
        Assert.InRange(budget.Connections, 1, Limits.OpenConnections);
        Assert.InRange(budget.Sockets, 1, Limits.OpenSockets);
    }

    [Fact]
    public void Fit_WhenNothingIsLeft_SaysWhatToDo() => Assert.Contains(
        "ulimit",
        Assert.Throws<InvalidOperationException>(() => ConnectionBudget.Fit(Limits, ConnectionBudget.ReservedFiles)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void LimitIn_TheKernelsTable_IsTheSoftOne() => Assert.Equal(
        1024,
        OpenFiles.LimitIn(
        [
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max processes             63448                63448                processes ",
            "Max open files            1024                 524288               files     ",
        ]));

    [Theory]
    [InlineData("Max open files            unlimited            unlimited            files     ")]
    [InlineData("Max processes             63448                63448                processes ")]
    public void LimitIn_WithoutANumber_IsNull(string line) => Assert.Null(OpenFiles.LimitIn([line]));
}
