namespace Dispatch.Client.Contract;

/// <summary>What a provider concludes.</summary>
/// <param name="Decision">One of <see cref="Contract.Decision"/>.</param>
/// <param name="Justification">The medical judgement; an approval without one is refused.</param>
/// <param name="Orders">One for each requested service when approved, otherwise empty.</param>
public sealed record Completion(string Decision, string Justification, IReadOnlyList<OrderLine> Orders);
