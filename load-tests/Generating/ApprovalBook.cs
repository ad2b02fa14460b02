using System.Text.Json;
using Dispatch.Client.Contract;
using Dispatch.Client.Traffic;

namespace Dispatch.LoadTests.Generating;

/// <summary>Complete approvals as JSON, written once per combination of services.</summary>
internal sealed class ApprovalBook(DateOnly today)
{
    private readonly List<(byte[] Services, byte[] Approval)> _entries = [];

    public ReadOnlySpan<byte> this[int index] => _entries[index].Approval;

    /// <param name="services">The JSON array as the offer carries it.</param>
    /// <returns>The index of the approval for them.</returns>
    /// <exception cref="JsonException">It is no array of texts.</exception>
    public int IndexOf(ReadOnlySpan<byte> services)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (services.SequenceEqual(_entries[i].Services))
                return i;
        }

        var names = JsonSerializer.Deserialize<string[]>(services) ?? throw new JsonException("Expected services.");
        _entries.Add((
            services.ToArray(),
            JsonSerializer.SerializeToUtf8Bytes(OrderBuilder.Approve(names, today), ContractJson.Default.Completion)));
        return _entries.Count - 1;
    }
}
