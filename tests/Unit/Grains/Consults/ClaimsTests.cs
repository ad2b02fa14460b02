using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Grains.Consults;
using static Dispatch.Tests.Unit.Domain.Consults.ConsultSamples;

namespace Dispatch.Tests.Unit.Grains.Consults;

public class ClaimsTests
{
    private static readonly ConsultId Consult = new("cns_1");

    private static readonly IdempotencyKey Key = new("a key", "hash");

    [Fact]
    public void Slot_OfEachModality_IsAnother()
    {
        Assert.Equal("prv_ada/live/0", Claims.Slot(Ada, Modality.Live, 0, Consult).Key);
        Assert.Equal("prv_ada/async/2", Claims.Slot(Ada, Modality.Async, 2, Consult).Key);
    }

    [Fact]
    public void FreeSlot_FreesWhatSlotTakes()
    {
        var taken = Claims.Slot(Ada, Modality.Async, 2, Consult);
        var freed = Claims.FreeSlot(Ada, Modality.Async, 2, Consult);

        Assert.Equal((taken.Scope, taken.Key, taken.Holder), (freed.Scope, freed.Key, freed.Holder));
        Assert.Null(taken.ExpiresAt);
    }

    [Fact]
    public void RepeatedOrReused_SameBody_IsTheConsultOfTheFirst()
    {
        var first = Claims.Idempotency(new ClinicId("cli_1"), Key, Consult, Noon);
        var result = Claims.RepeatedOrReused(Key, first.Holder);

        Assert.Equal(new RequestResult.Repeated(Consult), result);
        Assert.Equal(Noon.AddHours(24), first.ExpiresAt);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("")]
    [InlineData("hash ")]
    [InlineData("has")]
    public void RepeatedOrReused_AnotherBody_IsReused(string hash)
    {
        var first = Claims.Idempotency(new ClinicId("cli_1"), Key, Consult, Noon);

        Assert.IsType<RequestResult.KeyReused>(Claims.RepeatedOrReused(Key with { BodyHash = hash }, first.Holder));
    }

    [Fact]
    public void Idempotency_OfAnotherClinic_IsAnotherClaim() => Assert.NotEqual(
        Claims.Idempotency(new ClinicId("cli_1"), Key, Consult, Noon).Key,
        Claims.Idempotency(new ClinicId("cli_2"), Key, Consult, Noon).Key);
}
