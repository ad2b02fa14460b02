using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Rows;

namespace Dispatch.Benchmarks;

/// <summary>The four appends that a consult waits for, one after the other: requested, assigned, started, completed with an order.</summary>
/// <remarks>All consults are served in one slot of one provider, who is nobody else's.</remarks>
internal sealed class ConsultLife(TypeIdSource ids, ClinicId clinic, byte[] payload)
{
    private readonly ProviderId _provider = ids.New<ProviderId>();
    private ConsultRow _row = null!;
    private int _step;

    /// <summary>The next append; the one before has been taken.</summary>
    public AppendRequest Next()
    {
        var step = _step;
        _step = (_step + 1) % 4;
        return step switch
        {
            0 => Requested(),
            1 => Append(
                "consult.assigned",
                Moved(ConsultStatus.Assigned, ConsultColumns.Provider | ConsultColumns.Acceptance),
                [],
                new ClaimChange.Take("slot", $"{_provider}/live/0", _row.Consult.Id.Value)),
            2 => Append("consult.started", Moved(ConsultStatus.InProgress, ConsultColumns.None), []),
            _ => Append(
                "consult.completed",
                Moved(ConsultStatus.Completed, ConsultColumns.End),
                [Order()],
                new ClaimChange.Free("slot", $"{_provider}/live/0", _row.Consult.Id.Value)),
        };
    }

    private AppendRequest Requested()
    {
        var request = JournalAppend.Request(ids, clinic, payload);
        _row = (ConsultRow)request.Rows[0];
        return request;
    }

    private AppendRequest Append(string type, ConsultRow row, RowChange[] others, params ClaimChange[] claims) => new(
        row.Consult.Id.Value,
        row.Consult.Version - 1,
        [new NewEvent(ids.New<EventId>(), type, row.Open.UpdatedAt, payload)],
        [row, .. others],
        [.. claims]);

    private ConsultRow Moved(ConsultStatus status, ConsultColumns changes)
    {
        var version = _row.Consult.Version + 1;
        var at = _row.Open.UpdatedAt.AddSeconds(1);
        var acceptedAt = _row.Consult.AcceptedAt ?? at;
        _row = new ConsultRow(
            _row.Consult with { Status = status, Provider = _provider, Number = 1, AcceptedAt = acceptedAt, Version = version },
            _row.Open with { Status = status, Provider = _provider, Number = 1, AssignedAt = acceptedAt, UpdatedAt = at, Version = version },
            null,
            changes);
        return _row;
    }

    private OrderRow Order() => new(
        ids.New<OrderId>(), _row.Consult.Id, clinic, _provider, _row.Open.UpdatedAt, new SealedData(payload.AsMemory(0, 300)));
}
