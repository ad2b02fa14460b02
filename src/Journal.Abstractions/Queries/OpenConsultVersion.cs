using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Queries;

/// <summary>Which picture of a consult the store has.</summary>
/// <param name="Version">Of the consult's stream.</param>
/// <param name="UpdatedAt">Tells two pictures of one version apart: one of them was never made durable.</param>
public readonly record struct OpenConsultVersion(ConsultId Consult, long Version, DateTimeOffset UpdatedAt);
