using System.Collections.Immutable;

namespace Dispatch.Domain.Providers.Events;

/// <summary>All licences as they are from now on.</summary>
public sealed record LicensesReplaced(ImmutableArray<License> Licenses) : ProviderEvent;
