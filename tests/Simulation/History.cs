using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Simulation;

/// <summary>What happened, one line each in fixed columns: step, simulated time, who, what, detail.</summary>
internal sealed class History(SteppedTurnScheduler scheduler, SimulatedTimeProvider clock)
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string who, string what, string detail = "") =>
        _lines.Add($"{scheduler.Steps,9} {clock.Elapsed:hh\\:mm\\:ss\\.ffffff} {who,-30} {what,-24} {detail}".TrimEnd());
}
