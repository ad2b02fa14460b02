using Dispatch.LoadTests.Measuring;

namespace Dispatch.Tests.Unit.LoadTests;

public class MeasuredWindowTests
{
    [Fact]
    public void WithAllocated_IsPerConsultCompletedInTheWindow()
    {
        var window = Window(completed: 4).WithAllocated(360_000);

        Assert.Equal(90_000, window.AllocatedBytesPerConsult!.Value, tolerance: 1e-6);
    }

    [Fact]
    public void WithAllocated_OfAServerThatDoesNotSay_IsUnknown() => Assert.Null(Window(completed: 4).WithAllocated(null).AllocatedBytesPerConsult);

    [Fact]
    public void WithAllocated_WhenNothingWasCompleted_IsUnknown() => Assert.Null(Window(completed: 0).WithAllocated(360_000).AllocatedBytesPerConsult);

    private static MeasuredWindow Window(int completed) =>
        new("steady", 2, 2, completed / 2.0, Seconds: 2, 0, [], null, null, null);
}
