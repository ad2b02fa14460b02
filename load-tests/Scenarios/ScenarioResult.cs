using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <param name="Windows">In the order of the run; the last one is what the scenario is about.</param>
/// <param name="Figures">What it found, each with the limit it has to hold, if any.</param>
public sealed record ScenarioResult(IReadOnlyList<MeasuredWindow> Windows, IReadOnlyList<Figure> Figures);
