using Dispatch.Api.Consults;
using Dispatch.Api.Hours;
using Dispatch.Api.Problems;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;

namespace Dispatch.Api.WaitTimes;

/// <summary>Reads lines of states from their pools.</summary>
public sealed class WaitTimeReader(
    IGrainFactory grains, INodeDirectory nodes, StateBoard board, OpeningHours hours, ShiftRoster roster, TimeProvider time)
{
    private const char Separator = ',';

    /// <param name="states">Separated by commas; null or empty for all.</param>
    public static (IReadOnlyList<StateCode>? States, Problem? Problem) Parse(string? states)
    {
        if (string.IsNullOrWhiteSpace(states))
        {
            return ([.. StateCatalog.All.Select(s => s.Code)], null);
        }

        return Parse(states.Split(Separator, StateCatalog.All.Length + 1, StringSplitOptions.TrimEntries));
    }

    /// <summary>Distinct, in the order of their codes.</summary>
    public static (IReadOnlyList<StateCode>? States, Problem? Problem) Parse(IReadOnlyList<string?> states)
    {
        var codes = new SortedSet<StateCode>();
        foreach (var text in states)
        {
            if (!StateCode.TryParse(text, out var code))
            {
                var errors = new FieldErrors();
                errors.Add("states", "Expected states' two capital letters.");
                return (null, errors.ToProblem());
            }

            codes.Add(code);
        }

        return ([.. codes], null);
    }

    /// <param name="clinic">Whose hours narrow the deployment's; null for the deployment's alone.</param>
    public async Task<WaitTimeBody[]> Read(IReadOnlyList<StateCode> states, ClinicId? clinic = null) =>
        await Task.WhenAll(states.Select(state => Read(state, clinic)));

    private async Task<WaitTimeBody> Read(StateCode state, ClinicId? clinic)
    {
        var line = await Look(state);
        var onDuty = 0;
        foreach (var node in nodes.All)
        {
            onDuty += await CountOnDuty(node, state);
        }

        return new WaitTimeBody(
            state,
            hours.IsOpen(clinic, time.GetUtcNow()),
            line.Waiting,
            line.OldestRequestedAt is { } oldest ? Math.Max(0, (time.GetUtcNow() - oldest).TotalSeconds) : null,
            onDuty,
            line.Candidates,
            roster.Scheduled(state),
            EstimatedWaitBody.Of(line.Estimate),
            line.LastHour is { } hour ? new LastHourBody(hour.P50Seconds, hour.P90Seconds, hour.SlaAttained) : null);
    }

    private static async Task<int> CountOnDuty(INodeObserver node, StateCode state)
    {
        try
        {
            return (await node.OnDuty(state)).Length;
        }
        catch (Exception fault) when (EngineFaults.IsUnanswered(fault))
        {
            // A node that died a moment ago has nobody on duty.
            return 0;
        }
    }

    private async Task<LineView> Look(StateCode state)
    {
        try
        {
            return await grains.GetGrain<IStateLicensePoolGrain>(state.Value).Look(null, null);
        }
        catch (Exception fault) when (EngineFaults.IsUnanswered(fault))
        {
            // One silent pool takes nothing from the others: the board knows the little that it last said.
            var last = board.Of(state);
            return new LineView(last.Waiting, last.Waiting, last.Waiting, null, last.Available, null, null);
        }
    }
}
