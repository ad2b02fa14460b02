using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Queries;

/// <param name="Version">Of the consult's stream.</param>
public readonly record struct OpenConsultVersion(ConsultId Consult, long Version, bool Ended);
