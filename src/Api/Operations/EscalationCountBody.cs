using Dispatch.Domain.Consults;
using Dispatch.Domain.Sla;

namespace Dispatch.Api.Operations;

/// <summary>How often one step was taken since this process started.</summary>
public sealed record EscalationCountBody(SlaPromise Promise, int Percent, LadderAction Action, long Count);
