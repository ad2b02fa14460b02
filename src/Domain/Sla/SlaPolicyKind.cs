using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Services;
using Dispatch.Domain.Settings;

namespace Dispatch.Domain.Sla;

/// <summary>
/// The setting <c>sla-policy</c>: <c>{"rules":[{service?, modality?, promises?:{firstOfferSeconds?, acceptSeconds?,
/// startSeconds?, completeSeconds?, giveUpSeconds?, inProgressLimitSeconds?}, steps?:[{promise, percent, action}]}]}</c>.
/// </summary>
public sealed class SlaPolicyKind : SettingKind<SlaPolicy>
{
    public static readonly SlaPolicyKind Instance = new();

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private SlaPolicyKind()
    {
    }

    public override string Name => "sla-policy";

    protected override SlaPolicy Read(SettingNode document)
    {
        document.Only("rules");
        document.Member("rules").Require();
        var rules = document.Member("rules").List(SlaPolicy.RulesLimit).Select(ReadRule).ToList();
        return new SlaPolicy([.. rules.OrderByDescending(rule => rule.Specificity)]);
    }

    private static SlaRule ReadRule(SettingNode node)
    {
        node.Only("service", "modality", "promises", "steps");
        var promises = node.Member("promises");
        if (!promises.IsMissing)
        {
            promises.Only(
                "firstOfferSeconds", "acceptSeconds", "startSeconds", "completeSeconds", "giveUpSeconds", "inProgressLimitSeconds");
        }

        return new SlaRule(
            ReadService(node.Member("service")),
            node.Member("modality").Word(Modality.Live, Modality.Async),
            promises.Member("firstOfferSeconds").Seconds(TimeSpan.FromSeconds(1), Longest),
            promises.Member("acceptSeconds").Seconds(TimeSpan.FromSeconds(5), Longest),
            promises.Member("startSeconds").Seconds(TimeSpan.FromSeconds(10), Longest),
            promises.Member("completeSeconds").Seconds(TimeSpan.FromSeconds(60), Longest),
            promises.Member("giveUpSeconds").Seconds(TimeSpan.FromSeconds(10), Longest),
            promises.Member("inProgressLimitSeconds").Seconds(TimeSpan.FromSeconds(60), Longest),
            node.Member("steps").IsMissing ? null : ReadSteps(node.Member("steps")));
    }

    private static ServiceId? ReadService(SettingNode node)
    {
        if (node.Text(atMost: 64) is not { } text)
        {
            return null;
        }

        if (!ServiceCatalog.TryGet(new ServiceId(text), out var service))
        {
            node.Report("Expected a service of the catalogue.");
            return null;
        }

        return service.Id;
    }

    private static ImmutableArray<LadderStep> ReadSteps(SettingNode node)
    {
        var steps = new List<LadderStep>();
        foreach (var item in node.List(SlaLadder.StepsLimit))
        {
            if (ReadStep(item) is not { } step)
            {
                continue;
            }

            if (steps.Contains(step) || (step.Percent == 100 && steps.Exists(s => s.Promise == step.Promise && s.Percent == 100)))
            {
                item.Report("Expected each step once, and one for a missed promise.");
            }

            steps.Add(step);
        }

        return [.. steps];
    }

    private static LadderStep? ReadStep(SettingNode node)
    {
        node.Only("promise", "percent", "action");
        var promise = node.Member("promise").Word(
            SlaPromise.FirstOffer, SlaPromise.Acceptance, SlaPromise.Start, SlaPromise.Completion, SlaPromise.GiveUp);
        var percent = node.Member("percent").Whole(1, 100);
        node.Member("promise").Require();
        node.Member("percent").Require();
        node.Member("action").Require();
        if (promise is null || percent is null)
        {
            return null;
        }

        return node.Member("action").Word([.. SlaLadder.ActionsOf(promise.Value, percent.Value)]) is { } action
            ? new LadderStep(promise.Value, percent.Value, action)
            : null;
    }
}
