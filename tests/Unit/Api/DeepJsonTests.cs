using System.Text.Json;
using Dispatch.Api.Bodies;
using Dispatch.Api.Consults;

namespace Dispatch.Tests.Unit.Api;

public class DeepJsonTests
{
    // As deep as a body could be while nothing else limited what it held.
    private const int StoredLevels = 64;

    [Fact]
    public void Serialize_WhatWasStoredAsDeepAsABodyMayBe_IsWritten()
    {
        var stored = string.Concat(Enumerable.Repeat("[", StoredLevels)) + string.Concat(Enumerable.Repeat("]", StoredLevels));
        using var data = JsonDocument.Parse(stored);
        TimelineEntryBody[] entries = [new(1, "consult.requested", default, data.RootElement)];

        Assert.Contains(stored, JsonSerializer.Serialize(entries, DeepJson.Default.TimelineEntryBodyArray), StringComparison.Ordinal);
    }
}
