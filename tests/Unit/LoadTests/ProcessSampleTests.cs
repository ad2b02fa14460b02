using Dispatch.LoadTests.Measuring;

namespace Dispatch.Tests.Unit.LoadTests;

public class ProcessSampleTests
{
    [Fact]
    public void Parse_NameWithBlanksAndBrackets_FindsTheFields()
    {
        const string Stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 9 0 1234 99999 300 184467";

        var sample = ProcessSample.Parse(Stat);

        Assert.Equal(3.0, sample.CpuSeconds);
        Assert.Equal(300L * Environment.SystemPageSize, sample.ResidentBytes);
    }

    [Fact]
    public void Read_OfNoProcess_IsNull() => Assert.Null(ProcessSample.Read(int.MaxValue));
}
