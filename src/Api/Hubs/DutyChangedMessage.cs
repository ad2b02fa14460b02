using Dispatch.Domain.Providers;

namespace Dispatch.Api.Hubs;

/// <summary><c>DutyChanged</c>: the provider's duty changed without its asking, because its shift ended.</summary>
public sealed record DutyChangedMessage(long Seq, Duty Duty);
