using Dispatch.Domain.Providers;

namespace Dispatch.Api.Hubs;

public sealed record DutyAnswer(Duty Duty);
