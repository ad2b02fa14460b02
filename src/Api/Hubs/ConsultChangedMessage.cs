using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Hubs;

/// <summary><c>ConsultChanged</c> as its provider hears it.</summary>
public sealed record ConsultChangedMessage(long Seq, ConsultId ConsultId, int AssignmentNumber, ConsultStatus Status);
