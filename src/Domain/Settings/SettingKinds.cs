using System.Collections.Immutable;
using Dispatch.Domain.Hours;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Sla;

namespace Dispatch.Domain.Settings;

/// <summary>Every kind of document that the operator edits.</summary>
public static class SettingKinds
{
    /// <summary>In the order of their names, which are distinct.</summary>
    public static ImmutableArray<SettingKind> All { get; } =
        [DistributionPolicyKind.Instance, ServiceHoursKind.Instance, ShiftPolicyKind.Instance, SlaPolicyKind.Instance];

    public static SettingKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
