using System.Collections.Immutable;
using Dispatch.Domain.Settings;
using Dispatch.Domain.States;

namespace Dispatch.Domain.Pools;

/// <summary>
/// The setting <c>distribution-policy</c>, for everybody only, because clinics share the providers of a state:
/// <c>{"policy":"longestIdle", "states"?:[{"state":"CA", "policy":"roundRobin"}]}</c>.
/// </summary>
public sealed class DistributionPolicyKind : SettingKind<Distribution>
{
    public static readonly DistributionPolicyKind Instance = new();

    private const int StateLength = 2;

    private DistributionPolicyKind()
    {
    }

    public override string Name => "distribution-policy";

    public override bool IsPerClinic => false;

    protected override Distribution? Read(SettingNode document)
    {
        document.Only("policy", "states");
        var everywhere = ReadPolicy(document.Member("policy"));
        var own = ImmutableDictionary.CreateBuilder<StateCode, DistributionPolicy>();
        foreach (var item in document.Member("states").List(StateCatalog.All.Length))
        {
            item.Only("state", "policy");
            var state = ReadState(item.Member("state"));
            var policy = ReadPolicy(item.Member("policy"));
            if (state is { } code && policy is { } said && !own.TryAdd(code, said))
            {
                item.Member("state").Report("Expected each state once.");
            }
        }

        return everywhere is { } all ? new Distribution(all, own.ToImmutable()) : null;
    }

    private static DistributionPolicy? ReadPolicy(SettingNode node)
    {
        node.Require();
        return node.Word(Enum.GetValues<DistributionPolicy>());
    }

    private static StateCode? ReadState(SettingNode node)
    {
        node.Require();
        if (node.Text(StateLength) is not { } text)
        {
            return null;
        }

        if (StateCode.TryParse(text, out var code))
        {
            return code;
        }

        node.Report("Expected a state's two capital letters, for instance CA.");
        return null;
    }
}
