using Dispatch.Domain.Providers;

namespace Dispatch.Tests.Unit.Domain.Providers;

public class AttentionBudgetTests
{
    private static readonly AttentionBudget Budget = new(Total: 4, LiveCost: 3, AsyncCost: 1, ReservedForLive: 1);

    [Theory]
    [InlineData(Modality.Live, 0b0000, 0b1110)]
    [InlineData(Modality.Live, 0b0001, 0b1110)]
    [InlineData(Modality.Live, 0b0011, null)]
    [InlineData(Modality.Async, 0b0000, 0b0001)]
    [InlineData(Modality.Async, 0b1110, 0b0001)]
    [InlineData(Modality.Async, 0b0011, 0b0100)]
    [InlineData(Modality.Async, 0b0111, null)]
    [InlineData(Modality.Async, 0b1111, null)]
    public void Free_IsWhatIsLeft_AndReviewsLeaveWhatIsReserved(Modality modality, int used, int? expected) =>
        Assert.Equal(expected, Budget.Free(modality, used));
}
