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
    public void Parse_WithEnded_CountsChildrenThatHaveEnded()
    {
        const string Stat = "42 (postgres) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 120 30 20 0 9 0 1234 99999 300 184467";

        Assert.Equal(4.5, ProcessSample.Parse(Stat, withEnded: true).CpuSeconds);
    }

    [Fact]
    public void ReadAll_WhenOneHasEnded_IsNull() => Assert.Null(ProcessSample.ReadAll([Environment.ProcessId, int.MaxValue]));

    [Fact]
    public void ReadAll_OfNone_IsNull() => Assert.Null(ProcessSample.ReadAll([]));

    [Fact]
    public void Read_OfNoProcess_IsNull() => Assert.Null(ProcessSample.Read(int.MaxValue));
}
