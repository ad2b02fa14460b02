using System.Collections.Immutable;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Providers;
using Dispatch.Domain.States;

namespace Dispatch.Api.Clinics;

/// <summary>A provider as a clinic that was served by it knows it.</summary>
/// <param name="States">Where it has a licence that is valid now.</param>
public sealed record ClinicProviderBody(ProviderId Id, string Name, Credential Credential, ImmutableArray<StateCode> States);
