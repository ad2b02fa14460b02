using System.Text;
using Dispatch.Api;
using Dispatch.Api.Bodies;
using Dispatch.Api.Consults;
using Dispatch.Api.Problems;

namespace Dispatch.Tests.Unit.Api;

public class ConsultValidationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Validate_AGoodRequest_GivesItsRequirements()
    {
        var (draft, problem) = Validate(Json());

        Assert.Null(problem);
        Assert.Equal("CA", draft!.Requirements.State.Value);
        Assert.Equal(["botox"], draft.Requirements.Services.Select(s => s.Value));
    }

    [Fact]
    public void Validate_AnyUnicodeName_IsTaken() =>
        Assert.Null(Validate(Json(given: "Zoë 👩‍⚕️", family: "محمد")).Problem);

    [Theory]
    [InlineData("a\\u0000b")]
    [InlineData("a\\u0007b")]
    [InlineData("a\\nb")]
    public void Validate_AControlCharacterInAName_IsRefused(string given) =>
        AssertField("patient.givenName", Validate(Json(given: given)).Problem);

    [Fact]
    public void Validate_ANameOfTenThousandCharacters_IsRefused() =>
        AssertField("patient.givenName", Validate(Json(given: new string('a', 9_999) + "b")).Problem);

    [Theory]
    [InlineData("state", "\"ca\"")]
    [InlineData("state", "null")]
    [InlineData("services", "[]")]
    [InlineData("services[0]", "[\"tattoo\"]")]
    [InlineData("modality", "\"phone\"")]
    [InlineData("priority", "\"asap\"")]
    [InlineData("intake", "[1]")]
    [InlineData("preferredProviderId", "\"prv_1\"")]
    [InlineData("locationId", "\"cns_01jd7aaaaaaaaaaaaaaaaaaaaa\"")]
    public void Validate_AFieldThatIsNotRight_IsNamed(string field, string json) =>
        AssertField(field, Validate(Json(overrides: (field.Split('[')[0], json))).Problem);

    [Fact]
    public void Validate_AsyncWhereAFormIsNotEnough_SaysWhichServiceForbidsIt()
    {
        var (_, problem) = Validate(Json(services: "[\"botox\",\"hormone\"]", modality: "async"));

        Assert.Same(ProblemTypes.RuleForbids, problem!.Type);
        Assert.Contains("hormone", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_APlaceholder_HasItsOwnType() =>
        Assert.Same(ProblemTypes.PlaceholderIdentity, Validate(Json(given: "Test", family: "Patient")).Problem!.Type);

    [Fact]
    public void Validate_AnIntakeOverTheLimit_IsRefused() => AssertField(
        "intake", Validate(Json(overrides: ("intake", $"{{\"note\":\"{new string('x', 70_000)}\"}}"))).Problem);

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"state\":\"CA\"} x")]
    public void Parse_NoJsonObject_IsMalformed(string text) => Assert.Same(
        ProblemTypes.MalformedJson, Body<RequestConsultBody>.Parse(Encoding.UTF8.GetBytes(text)).Problem!.Type);

    [Fact]
    public void Parse_AValueOfAnotherType_NamesTheField() =>
        AssertField("services", Body<RequestConsultBody>.Parse("{\"services\":\"botox\"}"u8.ToArray()).Problem);

    private static void AssertField(string field, Problem? problem)
    {
        Assert.Same(ProblemTypes.Validation, problem?.Type);
        Assert.Equal([field], problem!.Errors!.Keys);
    }

    private static (ConsultDraft? Draft, Problem? Problem) Validate(string json)
    {
        var body = Body<RequestConsultBody>.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Null(body.Problem);
        return ConsultValidation.Validate(body.Value, Now, new ApiLimits());
    }

    private static string Json(
        string given = "Amelia",
        string family = "Reyes",
        string services = "[\"botox\"]",
        string modality = "live",
        (string Field, string Json)? overrides = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["patient"] = $"{{\"givenName\":\"{given}\",\"familyName\":\"{family}\",\"birthDate\":\"1984-05-17\"}}",
            ["state"] = "\"CA\"",
            ["services"] = services,
            ["modality"] = $"\"{modality}\"",
            ["intake"] = "{}",
        };
        if (overrides is var (field, value))
        {
            fields[field] = value;
        }

        return "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}";
    }
}
