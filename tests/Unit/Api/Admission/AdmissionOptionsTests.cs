using System.ComponentModel.DataAnnotations;
using Dispatch.Api.Admission;

namespace Dispatch.Tests.Unit.Api.Admission;

public class AdmissionOptionsTests
{
    public static TheoryData<string, Action<AdmissionOptions>> Wrong => new()
    {
        { "DelayTarget", o => o.DelayTarget = TimeSpan.Zero },
        { "FloodDelayTarget", o => o.FloodDelayTarget = TimeSpan.Zero },
        { "Interval", o => o.Interval = TimeSpan.FromMinutes(1) },
        { "RequestsPerSecondMinimum", o => o.RequestsPerSecondMinimum = 0 },
        { "InFlightMinimum", o => o.InFlightMinimum = 2 * o.InFlightMaximum },
        { "ClinicsTracked", o => o.ClinicsTracked = 0 },
        { "weight", o => o.Weights["cli_01jd7000000000000000000001"] = 0 },
        { "clinic's id", o => o.Weights["somebody"] = 1 },
    };

    [Fact]
    public void Checked_Defaults_AreInRange() => Assert.Equal(TimeSpan.FromMilliseconds(35), new AdmissionOptions().Checked().DelayTarget);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Checked_OutOfRange_NamesIt(string name, Action<AdmissionOptions> change)
    {
        var options = new AdmissionOptions();
        change(options);

        Assert.Contains(name, Assert.Throws<ValidationException>(options.Checked).Message, StringComparison.Ordinal);
    }
}
