using Dispatch.Client.Traffic;

namespace Dispatch.Tests.Unit.Client;

public class StateDrawTests
{
    private static readonly UsState[] Three =
        [new("AA", "A", 10, "UTC"), new("BB", "B", 1, "UTC"), new("CC", "C", 5, "UTC")];

    [Theory]
    [InlineData(0, "AA")]
    [InlineData(9, "AA")]
    [InlineData(10, "BB")]
    [InlineData(11, "CC")]
    [InlineData(15, "CC")]
    public void Next_GivesTheStateOfThatPerson(long person, string code) =>
        Assert.Equal(code, new StateDraw(Three).Next(new FixedRandom(person)).Code);

    [Fact]
    public void Next_OverManyDraws_FollowsThePopulation()
    {
        const int Draws = 100_000;
        var random = new Random(7);
        var draw = new StateDraw(UsStates.All);
        var california = Enumerable.Range(0, Draws).Count(_ => draw.Next(random).Code == "CA");

        // 39.5 of 331.4 million; the seed is fixed, three standard deviations are 0.3 %.
        var share = UsStates.All.Single(state => state.Code == "CA").Population
            / UsStates.All.Sum(state => (double)state.Population);
        Assert.InRange(california / (double)Draws, share - 0.003, share + 0.003);
    }

    [Fact]
    public void NextDistinct_OfAll_GivesEachOnce() =>
        Assert.Equal(
            UsStates.All.Select(state => state.Code).Order(),
            new StateDraw(UsStates.All).NextDistinct(new Random(1), 51).Select(state => state.Code).Order());

    [Fact]
    public void NextDistinct_OfMoreThanThereAre_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StateDraw(Three).NextDistinct(new Random(1), 4));

    private sealed class FixedRandom(long person) : Random(0)
    {
        public override long NextInt64(long maxValue) => maxValue == 16 ? person : throw new ArgumentOutOfRangeException(nameof(maxValue));
    }
}
