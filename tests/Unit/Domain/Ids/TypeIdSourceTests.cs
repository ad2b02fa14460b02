using Dispatch.Domain.Ids;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Domain.Ids;

public class TypeIdSourceTests
{
    [Fact]
    public void NewId_IsAVersion7OfTheClock()
    {
        var id = new TypeIdSource(new ManualTime(), new CountingRandom()).New<ConsultId>();
        var sameMillisecond = new byte[16];
        var milliseconds = new ManualTime().GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--, milliseconds >>= 8)
        {
            sameMillisecond[i] = (byte)milliseconds;
        }

        sameMillisecond[6] = 0x70;
        sameMillisecond[8] = 0x80;
        Assert.True(ConsultId.TryParse(id.Value, out _));
        // Time, version and counter are the first 64 bits; 13 characters of the suffix hold 63 of them.
        Assert.Equal(TypeId.Format("cns", sameMillisecond)[..17], id.Value[..17]);
    }

    [Fact]
    public void NewId_WithinOneMillisecond_Grows() => AssertGrows(10_000, new SettableTime());

    [Fact]
    public void NewId_AcrossAClockThatJumpsBack_Grows()
    {
        var time = new SettableTime();
        AssertGrows(1_000, time, i => time.Now += TimeSpan.FromMilliseconds(i % 10 == 9 ? -5_000 : 3));
    }

    [Fact]
    public void NewId_ByRandomStepsOfTheClock_SortsInOrderOfCreation() => RandomOperations.Check(100, 200, operations =>
    {
        var time = new SettableTime();
        AssertGrows(operations.Length, time, i => time.Now += TimeSpan.FromMilliseconds(new Dice(operations[i]).Next(7) - 3));
    });

    [Fact]
    public void NewId_FromManyThreads_IsNeverTheSame()
    {
        var ids = new TypeIdSource(new SettableTime(), new CountingRandom());
        var made = new string[8][];

        Parallel.For(0, made.Length, i => made[i] = [.. Enumerable.Range(0, 2_000).Select(_ => ids.NewId("cns"))]);

        Assert.Equal(16_000, made.SelectMany(m => m).Distinct().Count());
        Assert.All(made, m => Assert.Equal(m.Order(StringComparer.Ordinal), m));
    }

    private static void AssertGrows(int count, SettableTime time, Action<int>? before = null)
    {
        var ids = new TypeIdSource(time, new CountingRandom());
        var last = "";
        for (var i = 0; i < count; i++)
        {
            before?.Invoke(i);
            var id = ids.NewId("cns");
            Assert.True(string.CompareOrdinal(last, id) < 0, $"{id} does not come after {last}.");
            last = id;
        }
    }

    /// <summary>Bytes that shrink, so that only time and counter can make ids grow.</summary>
    private sealed class CountingRandom : IRandomSource
    {
        private int _next;

        public void Fill(Span<byte> bytes) => bytes.Fill((byte)~Interlocked.Increment(ref _next));
    }

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
