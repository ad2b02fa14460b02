using Dispatch.Domain.Providers;

namespace Dispatch.Tests.Unit.Domain.Providers;

public class NpiTests
{
    [Theory]
    [InlineData("1234567893", true)] // the example of the standard
    [InlineData("1000000004", true)]
    [InlineData("1234567892", false)]
    [InlineData("1234567983", false)] // two digits the other way round
    [InlineData("123456789", false)]
    [InlineData("12345678930", false)]
    [InlineData("12345678٩3", false)] // a digit, and not one of ours
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsValid_IsTenDigitsWithTheirCheckDigit(string? text, bool valid) => Assert.Equal(valid, Npi.IsValid(text));

    [Fact]
    public void IsValid_OfTenThatDifferInTheLastDigit_IsOne() => RandomOperations.Check(200, 1, operations =>
    {
        foreach (var operation in operations)
        {
            var first = new Dice(operation).Next(900_000_000) + 100_000_000;

            Assert.Single(Enumerable.Range(0, 10), last => Npi.IsValid($"{first}{last}"));
        }
    });
}
