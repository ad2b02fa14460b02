using Dispatch.Api.Consults;
using Dispatch.Api.Problems;

namespace Dispatch.Tests.Unit.Api;

public class PlaceholderIdentityTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("Amelia", "Reyes", "1984-05-17", null)]
    [InlineData("Jennifer", "Null", "1990-02-03", null)]
    [InlineData("Mi-Na", "Na", "1990-02-03", null)]
    [InlineData("Robert", "Test", "1970-01-02", null)]
    [InlineData("Maria", "Garcia", "1970-01-01", null)]
    [InlineData("张", "伟", "1990-02-03", "+1 305 555 0100")]
    [InlineData("José", "O’Neill 😀", "2000-01-01", "305-555-0123")]
    [InlineData("X Æ", "A", "2020-05-04", null)]
    public void Check_APerson_FindsNothing(string given, string family, string birthDate, string? phone) =>
        Assert.False(Check(given, family, birthDate, phone).Any);

    [Theory]
    [InlineData("Test", "Patient", "1984-05-17", null, "patient.familyName")]
    [InlineData("John", "Doe", "1984-05-17", null, "patient.familyName")]
    [InlineData("asdf", "Reyes", "1984-05-17", null, "patient.givenName")]
    [InlineData("Amelia", "Unknown", "1984-05-17", null, "patient.familyName")]
    [InlineData("XXX", "Reyes", "1984-05-17", null, "patient.givenName")]
    [InlineData("Amelia", "12345", "1984-05-17", null, "patient.familyName")]
    [InlineData("-", "Reyes", "1984-05-17", null, "patient.givenName")]
    [InlineData("Robert", "Test", "1970-01-01", null, "patient.birthDate")]
    [InlineData("Amelia", "Reyes", "1900-01-01", null, "patient.birthDate")]
    [InlineData("Amelia", "Reyes", "2026-11-23", null, "patient.birthDate")]
    [InlineData("Amelia", "Reyes", "1984-05-17", "(000) 000-0000", "patient.phone")]
    public void Check_APlaceholder_NamesTheField(string given, string family, string birthDate, string? phone, string field)
    {
        var errors = Check(given, family, birthDate, phone).ToProblem(ProblemTypes.PlaceholderIdentity).Errors!;

        Assert.Equal([field], errors.Keys);
    }

    private static FieldErrors Check(string given, string family, string birthDate, string? phone)
    {
        var errors = new FieldErrors();
        var patient = new PatientBody(given, family, birthDate, null, phone, null);
        PlaceholderIdentity.Check(patient, DateOnly.Parse(birthDate), Today, errors);
        return errors;
    }
}
