using System.Text.Json;
using Dispatch.Domain.Ids;
using Dispatch.Journal;

namespace Dispatch.Tests.Conformance.Journal;

public class StoredProviderTests
{
    [Fact]
    public void Read_ARowOfAnEarlierVersion_HasNoWarningsAndNoShifts()
    {
        var state = Samples.Provider(Samples.New<ProviderId>(), "A", "CA").State;
        var row = JsonSerializer.SerializeToNode(state, JournalJson.Default.ProviderState)!.AsObject();
        Assert.True(row.Remove("warnings"));

        var read = JsonSerializer.Deserialize(row, JournalJson.Default.ProviderState)!;

        Assert.Empty(read.Warnings);
        Assert.Null(read.Shifts);
    }
}
