using System.Text.Json;
using Dispatch.Client.Contract;
using Dispatch.Client.Traffic;

namespace Dispatch.Tests.Unit.Client;

public class PatientSourceTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Next_SameSeed_SamePatients() => Assert.Equal(Draw(seed: 5), Draw(seed: 5));

    [Fact]
    public void Next_AnotherSeed_OtherPatients() => Assert.NotEqual(Draw(seed: 5), Draw(seed: 6));

    [Fact]
    public void Next_OverManyDraws_MixesModalitiesAndPriorities()
    {
        var source = Source(seed: 1);
        var consults = Enumerable.Range(0, 2_000).Select(_ => source.Next(Today)).ToList();

        Assert.InRange(consults.Count(consult => consult.Modality == Modality.Async), 500, 700);
        Assert.InRange(consults.Count(consult => consult.Priority == Priority.Urgent), 60, 140);
        Assert.Equal(ServiceId.All.Order(), consults.SelectMany(consult => consult.Services).Distinct().Order());
        Assert.All(
            consults.Where(consult => consult.Modality == Modality.Async),
            consult => Assert.Subset(ServiceId.ByForm.ToHashSet(), consult.Services.ToHashSet()));
        Assert.All(consults, consult => Assert.Equal(consult.Services.Distinct(), consult.Services));
        Assert.All(consults, consult => Assert.True(consult.Patient.BirthDate.AddYears(18) < Today));
    }

    private static string[] Draw(int seed)
    {
        var source = Source(seed);
        return [.. Enumerable.Range(0, 20).Select(
            _ => JsonSerializer.Serialize(source.Next(Today), ContractJson.Default.RequestConsult))];
    }

    private static PatientSource Source(int seed) =>
        new(new Chance(seed), new StateDraw(UsStates.All), new TrafficOptions());
}
