namespace Dispatch.Tests.Simulation;

/// <summary>Which faults are on: those of the scenario, until it is calm.</summary>
internal sealed class Storm(Scenario scenario)
{
    private Fault _on = scenario.Faults;

    /// <summary>Whether the store takes no writes.</summary>
    public bool IsStoreFull { get; set; }

    public bool Has(Fault fault) => (_on & fault) != 0;

    /// <summary>Faults stop. Clocks go on to differ, because nobody sets them.</summary>
    public void End()
    {
        _on &= Fault.Skew;
        IsStoreFull = false;
    }
}
