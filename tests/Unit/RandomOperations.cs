using FsCheck;

namespace Dispatch.Tests.Unit;

/// <summary>
/// Properties of things that random operations change. Each operation is a number to draw from with a
/// <see cref="Dice"/>. A failure prints the shrunk operations and the seed as <c>StdGen (a,b)</c>; with
/// <c>FSCHECK_REPLAY=a,b</c> in the environment it comes again.
/// </summary>
internal static class RandomOperations
{
    public static void Check(int runs, int mostOperations, Action<int[]> property)
    {
        var generator = Gen.Choose(0, mostOperations)
            .SelectMany(length => Gen.ArrayOf(length, Gen.Choose(0, int.MaxValue - 1)));
        var operations = Arb.From(generator, Arb.Default.Array<int>().Shrinker);
        var configuration = Configuration.QuickThrowOnFailure;
        configuration.MaxNbOfTest = runs;
        if (Environment.GetEnvironmentVariable("FSCHECK_REPLAY")?.Split(',') is [var a, var b])
        {
            configuration.Replay = FsCheck.Random.StdGen.NewStdGen(int.Parse(a), int.Parse(b));
        }

        Prop.ForAll(operations, property).Check(configuration);
    }
}
