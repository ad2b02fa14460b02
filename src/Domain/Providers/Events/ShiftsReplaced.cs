using Dispatch.Domain.Hours;

namespace Dispatch.Domain.Providers.Events;

public sealed record ShiftsReplaced(ShiftPlan Shifts) : ProviderEvent;
