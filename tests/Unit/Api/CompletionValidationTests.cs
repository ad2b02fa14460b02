using System.Text;
using Dispatch.Api.Bodies;
using Dispatch.Api.Orders;
using Dispatch.Api.Problems;

namespace Dispatch.Tests.Unit.Api;

public class CompletionValidationTests
{
    [Fact]
    public void Validate_AnApproval_NamesTheServicesOrdered()
    {
        var (draft, problem) = Validate(
            """{"decision":"approved","justification":"Indicated.","orders":[{"service":"botox","product":"onabotulinumtoxinA"}]}""");

        Assert.Null(problem);
        Assert.True(draft!.IsJustified);
        Assert.Equal(["botox"], draft.OrderedServices.Select(s => s.Value));
    }

    [Theory]
    [InlineData("""{"decision":"approved","orders":[]}""")]
    [InlineData("""{"decision":"approved","justification":"  \n ","orders":[]}""")]
    public void Validate_WithoutAJustification_IsNotJustified(string json) =>
        Assert.False(Validate(json).Draft!.IsJustified);

    [Theory]
    [InlineData("""{"decision":"maybe"}""", "decision")]
    [InlineData("""{"decision":"denied","orders":[1]}""", "orders[0]")]
    [InlineData("""{"decision":"denied","orders":[{"service":"tattoo"}]}""", "orders[0].service")]
    [InlineData("""{"decision":"denied","orders":[{"service":"botox","note":"a\u0000"}]}""", "orders[0]")]
    public void Validate_AFieldThatIsNotRight_IsNamed(string json, string field)
    {
        var problem = Validate(json).Problem!;

        Assert.Same(ProblemTypes.Validation, problem.Type);
        Assert.Equal([field], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("Testosterone cypionate 200 mg/mL", "testosterone")]
    [InlineData("PHENTERMINE", "phentermine")]
    [InlineData("sodium oxybate", "sodium oxybate")]
    [InlineData("oxycodone/acetaminophen", "oxycodone")]
    public void FindIn_AControlledSubstance_IsNamed(string drug, string name) =>
        Assert.Equal(name, ControlledSubstances.FindIn(drug));

    [Theory]
    [InlineData("semaglutide")]
    [InlineData("sodium chloride 0.9 %")]
    [InlineData("apomorphine")]
    [InlineData("")]
    public void FindIn_AnyOtherDrug_IsNothing(string drug) => Assert.Null(ControlledSubstances.FindIn(drug));

    [Fact]
    public void Validate_AnOrderForAControlledSubstance_IsRefused() => Assert.Same(
        ProblemTypes.ControlledSubstance,
        Validate("""{"decision":"approved","justification":"x","orders":[{"service":"hormone","drug":"Testosterone"}]}""")
            .Problem!.Type);

    private static (CompletionDraft? Draft, Problem? Problem) Validate(string json)
    {
        var body = Body<CompletionBody>.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Null(body.Problem);
        return CompletionValidation.Validate(body.Value);
    }
}
