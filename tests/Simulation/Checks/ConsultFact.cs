using Dispatch.Domain.Consults;
using Dispatch.Domain.Consults.Events;
using Dispatch.Domain.Ids;

namespace Dispatch.Tests.Simulation.Checks;

/// <summary>One event of a consult as it became durable, with the consult folded from events before and after it.</summary>
internal sealed record ConsultFact(ConsultId Id, ConsultEvent Event, DateTimeOffset At, Consult Before, Consult After);
