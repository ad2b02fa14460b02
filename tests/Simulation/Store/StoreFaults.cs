namespace Dispatch.Tests.Simulation.Store;

/// <summary>What the store does to one append or read, drawn from the seed while faults are on.</summary>
internal sealed class StoreFaults(Chance chance)
{
    private const double Unavailable = 0.02;
    private const double CommittedInSilence = 0.02;
    private const double LostInSilence = 0.01;
    private const double Unreadable = 0.01;
    private const double Slow = 0.02;

    public bool On { get; set; }

    public AppendFault OfAppend()
    {
        if (!On)
        {
            return AppendFault.None;
        }

        return chance.Hits(Unavailable) ? AppendFault.Unavailable
            : chance.Hits(CommittedInSilence) ? AppendFault.CommittedInSilence
            : chance.Hits(LostInSilence) ? AppendFault.LostInSilence
            : AppendFault.None;
    }

    public bool FailsRead() => On && chance.Hits(Unreadable);

    public TimeSpan Latency() => On && chance.Hits(Slow) ? chance.Seconds(0.1, 3) : chance.Seconds(0.001, 0.005);

    /// <summary>How many of the appends under way still commit when their process dies.</summary>
    public int Survivors(int underWay) => chance.Between(0, underWay + 1);
}
