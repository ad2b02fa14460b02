using Dispatch.LoadTests.Generating;
using Dispatch.LoadTests.Measuring;

namespace Dispatch.Tests.Unit.LoadTests;

public class ArrivalStreamTests
{
    [Fact]
    public void Take_GivesEachNumberOnce_ThenNothingIsDue()
    {
        var stream = new ArrivalStream(new ArrivalSchedule(1_000, 100, 1_000_000), Count: 3, Clinics: [0]);

        Assert.Equal(1_000, stream.NextDueAt);
        Assert.Equal([0, 1, 2], ((int[])[0, 0, 0]).Select(_ => stream.Take()));
        Assert.Equal(long.MaxValue, stream.NextDueAt);
        Assert.True(stream.AllSent.IsCompletedSuccessfully);
    }

    [Fact]
    public void Burst_IsDueInOneMoment()
    {
        var schedule = new ArrivalSchedule(1_000, double.PositiveInfinity, 1_000_000);

        Assert.Equal((1_000, 1_000), (schedule.DueAt(0), schedule.DueAt(9_999)));
    }

    [Fact]
    public void End_LeavesNothingDue()
    {
        var stream = new ArrivalStream(new ArrivalSchedule(0, 1, 1), Count: 1_000, Clinics: [0]);
        stream.Take();
        stream.End();

        Assert.Equal(long.MaxValue, stream.NextDueAt);
        Assert.True(stream.AllSent.IsCompleted);
    }

    [Fact]
    public void RequestBook_WritesAWholeRequest_WithAKeyOfItsOwn()
    {
        var book = new RequestBook([new Uri("http://127.0.0.1:5"), new Uri("http://127.0.0.1:6")], ["dk_a", "dk_b"], "run", ["{\"a\":1}"u8.ToArray(), "{}"u8.ToArray()]);
        var into = new byte[1_024];

        var first = System.Text.Encoding.ASCII.GetString(into, 0, book.Write(into, clinic: 1, number: 40));
        var second = System.Text.Encoding.ASCII.GetString(into, 0, book.Write(into, clinic: 0, number: 41));

        Assert.Equal(
            "POST /v1/consults HTTP/1.1\r\nHost: 127.0.0.1:6\r\nAuthorization: Bearer dk_b\r\nContent-Type: application/json\r\n"
            + "Idempotency-Key: load-run-40\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
            first);
        Assert.EndsWith("Idempotency-Key: load-run-41\r\nContent-Length: 2\r\n\r\n{}", second);
    }
}
