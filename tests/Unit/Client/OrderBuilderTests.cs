using Dispatch.Client.Contract;
using Dispatch.Client.Traffic;

namespace Dispatch.Tests.Unit.Client;

public class OrderBuilderTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(ServiceId.Glp1)]
    [InlineData(ServiceId.Peptide)]
    [InlineData(ServiceId.Hormone)]
    [InlineData(ServiceId.Iv)]
    [InlineData(ServiceId.Hair)]
    [InlineData(ServiceId.Skin)]
    [InlineData(ServiceId.UrgentCare)]
    public void Order_ForAPrescription_IsComplete(string service)
    {
        var order = OrderBuilder.Order(service, Today);

        Assert.Equal(service, order.Service);
        string?[] texts =
            [order.Drug, order.Form, order.Strength, order.Dose, order.Route, order.Frequency, order.Directions, order.Pharmacy];
        Assert.DoesNotContain(texts, string.IsNullOrWhiteSpace);
        Assert.True(order is { Quantity: > 0, DaysSupply: > 0, Refills: >= 0, SubstitutionAllowed: not null });
    }

    [Theory]
    [InlineData(ServiceId.Botox)]
    [InlineData(ServiceId.Filler)]
    public void Order_ForAnInjection_IsComplete(string service)
    {
        var order = OrderBuilder.Order(service, Today);

        Assert.Equal(service, order.Service);
        Assert.False(string.IsNullOrWhiteSpace(order.Product));
        Assert.NotEmpty(order.Areas!);
        Assert.True(order.MaximumUnits > 0 && order.ValidUntil > Today);
    }

    [Fact]
    public void Order_ForALaser_IsComplete()
    {
        var order = OrderBuilder.Order(ServiceId.Laser, Today);

        Assert.False(string.IsNullOrWhiteSpace(order.SkinType) || string.IsNullOrWhiteSpace(order.DeviceClass));
        Assert.NotEmpty(order.Contraindications!);
    }

    [Fact]
    public void Approve_HasOneOrderForEachServiceAndAJustification()
    {
        var completion = OrderBuilder.Approve(ServiceId.All, Today);

        Assert.Equal(Decision.Approved, completion.Decision);
        Assert.Equal(ServiceId.All, completion.Orders.Select(order => order.Service));
        Assert.False(string.IsNullOrWhiteSpace(completion.Justification));
    }

    [Fact]
    public void Order_ForAnUnknownService_Throws() =>
        Assert.Throws<ArgumentException>(() => OrderBuilder.Order("tattoo", Today));
}
