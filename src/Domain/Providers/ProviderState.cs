using System.Collections.Immutable;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Providers.Events;

namespace Dispatch.Domain.Providers;

/// <summary>What is durable about a provider.</summary>
/// <param name="Duty">Off duty, available or on break; never busy, which is derived.</param>
/// <param name="DutyModalities">Those the provider takes while on duty.</param>
/// <param name="Version">Of the provider's stream.</param>
[GenerateSerializer, Immutable, Alias("provider-state")]
public sealed record ProviderState(
    [property: Id(0)] ProviderProfile Profile,
    [property: Id(1)] bool Suspended,
    [property: Id(2)] Duty Duty,
    [property: Id(3)] DateTimeOffset UpdatedAt,
    [property: Id(4)] long Version,
    [property: Id(5)] ImmutableArray<Modality> DutyModalities)
{
    // Rows of earlier versions have none, which reads as default.
    [Id(6)]
    private readonly ImmutableArray<LicenseWarning> _warnings = [];

    /// <summary>What the provider was warned of, of licences that are still held.</summary>
    public ImmutableArray<LicenseWarning> Warnings
    {
        get => _warnings.IsDefault ? [] : _warnings;
        init => _warnings = value;
    }

    /// <summary>When the provider means to work; null when nothing is planned.</summary>
    [Id(7)]
    public ShiftPlan? Shifts { get; init; }

    /// <summary>
    /// The version at which licences or suspension changed last; 0 if that was before it was kept. Whoever assigns a consult
    /// to the provider, or ends it in the provider's name, has the store confirm that it is still this one.
    /// </summary>
    [Id(8)]
    public long Standing { get; init; }

    /// <summary>The provider after one more event of its stream; <paramref name="before"/> is null for the first.</summary>
    /// <exception cref="InvariantBrokenException">The event cannot follow.</exception>
    public static ProviderState Apply(ProviderState? before, ProviderEvent @event, DateTimeOffset at)
    {
        if (@event is ProviderRegistered registered)
        {
            Invariant.That(before is null, "A provider is registered once.");
            return new ProviderState(registered.Profile, false, Duty.OffDuty, at, 1, []) { Standing = 1 };
        }

        Invariant.That(before is not null, "A provider is registered first.");
        var next = @event switch
        {
            LicensesReplaced e => before with
            {
                Profile = before.Profile with { Licenses = e.Licenses },
                Warnings = [.. before.Warnings.Where(w => e.Licenses.Any(w.IsOf))],
            },
            ShiftsReplaced e => before with { Shifts = e.Shifts.IsEmpty ? null : e.Shifts },
            LicenseWarned e => before with
            {
                Warnings = before.Warnings.Add(new LicenseWarning(e.State, e.ExpiresOn, e.Days, at)),
            },
            ProviderSuspended => before with { Suspended = true, Duty = Duty.OffDuty, DutyModalities = [] },
            ProviderReinstated => before with { Suspended = false },
            DutyChanged e => before with { Duty = e.Duty, DutyModalities = e.Modalities },
            _ => throw new InvariantBrokenException("Every event of a provider is applied."),
        };
        var version = before.Version + 1;
        return next with
        {
            UpdatedAt = at,
            Version = version,
            Standing = @event is LicensesReplaced or ProviderSuspended or ProviderReinstated ? version : before.Standing,
        };
    }
}
