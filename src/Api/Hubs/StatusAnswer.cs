using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Hubs;

public sealed record StatusAnswer(ConsultId ConsultId, ConsultStatus Status);
