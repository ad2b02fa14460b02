using Dispatch.Domain.Services;

namespace Dispatch.Tests.Unit.Domain.Services;

public class OrderFormsTests
{
    [Fact]
    public void Of_EveryServiceOfTheCatalogue_HasDistinctFieldsOfAKnownKind() => Assert.All(ServiceCatalog.All, service =>
    {
        var form = OrderForms.Of(service.Id);
        Assert.NotEmpty(form);
        Assert.Distinct(form.Select(f => f.Name));
        Assert.All(form, f => Assert.NotEqual(OrderFieldKind.None, f.Kind));
        Assert.All(form, f => Assert.Equal(f.Kind == OrderFieldKind.Choice, !f.Choices.IsEmpty));
        Assert.Equal(service.IsPrescription, form.Any(f => f.Name == "drug"));
    });

    [Fact]
    public void Of_AServiceThatIsNone_IsEmpty() => Assert.Empty(OrderForms.Of(new ServiceId("nonesuch")));

    [Theory]
    [InlineData("glp1", "bmi", OrderFieldKind.Number, "kg/m²")]
    [InlineData("laser", "skinType", OrderFieldKind.Choice, null)]
    [InlineData("urgent-care", "allergiesReviewed", OrderFieldKind.Flag, null)]
    [InlineData("filler", "validUntil", OrderFieldKind.Date, null)]
    public void Of_AService_AsksForWhatItsOrderMustCarry(string service, string name, OrderFieldKind kind, string? unit)
    {
        var field = OrderForms.Of(new ServiceId(service)).Single(f => f.Name == name);

        Assert.True(field.Required);
        Assert.Equal(kind, field.Kind);
        Assert.Equal(unit, field.Unit);
    }
}
