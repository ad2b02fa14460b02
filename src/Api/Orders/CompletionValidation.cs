using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Api.Bodies;
using Dispatch.Api.Problems;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Services;

namespace Dispatch.Api.Orders;

/// <summary>What a conclusion must be to be put to its consult.</summary>
public static class CompletionValidation
{
    private const int OrdersMaximum = 10;
    private const int JustificationLength = 10_000;
    private const int TextLength = 2_000;
    private const int MembersMaximum = 40;

    public static (CompletionDraft? Draft, Problem? Problem) Validate(CompletionBody body)
    {
        var errors = new FieldErrors();
        var decision = DecisionOf(body.Decision, errors);
        TextRules.Check(errors, "justification", body.Justification, JustificationLength, lines: true);
        var orders = body.Orders ?? [];
        if (orders.Count > OrdersMaximum)
        {
            errors.Add("orders", $"Expected at most {OrdersMaximum} orders.");
        }

        var services = ImmutableArray.CreateBuilder<ServiceId>();
        for (var i = 0; i < Math.Min(orders.Count, OrdersMaximum); i++)
        {
            CheckOrder(orders[i], $"orders[{i}]", errors, services);
        }

        if (errors.Any)
        {
            return (null, errors.ToProblem());
        }

        if (FirstControlled(orders) is { } drug)
        {
            return (null, new Problem(ProblemTypes.ControlledSubstance, $"{drug} is a controlled substance."));
        }

        var justification = body.Justification?.Trim() ?? "";
        return (new CompletionDraft(
            decision, justification.Length > 0, services.ToImmutable(), new CompletionRecord(justification, orders)), null);
    }

    private static Decision DecisionOf(string? text, FieldErrors errors)
    {
        switch (text)
        {
            case "approved":
                return Decision.Approved;
            case "denied":
                return Decision.Denied;
            case "referred":
                return Decision.Referred;
            default:
                errors.Add("decision", "Expected approved, denied or referred.");
                return default;
        }
    }

    private static void CheckOrder(
        JsonElement order, string at, FieldErrors errors, ImmutableArray<ServiceId>.Builder services)
    {
        if (order.ValueKind != JsonValueKind.Object)
        {
            errors.Add(at, "Expected an object.");
            return;
        }

        if (!JsonText.Check(errors, at, order))
        {
            return;
        }

        if (order.TryGetProperty("service", out var service) && service.ValueKind == JsonValueKind.String
            && ServiceCatalog.TryGet(new ServiceId(service.GetString()!), out var known))
        {
            services.Add(known.Id);
        }
        else
        {
            errors.Add(at + ".service", $"Expected one of: {string.Join(", ", ServiceCatalog.All.Select(s => s.Id))}.");
        }

        var members = 0;
        foreach (var member in order.EnumerateObject())
        {
            if (++members > MembersMaximum)
            {
                errors.Add(at, $"Expected at most {MembersMaximum} members.");
                return;
            }

            if (member.Value.ValueKind == JsonValueKind.String)
            {
                var text = member.Value.GetString()!;
                if (!TextRules.IsFit(text, TextLength, lines: true))
                {
                    TextRules.Check(errors, $"{at}.{member.Name}", text, TextLength, lines: true);
                }
            }
        }
    }

    private static string? FirstControlled(IReadOnlyList<JsonElement> orders)
    {
        for (var i = 0; i < orders.Count; i++)
        {
            if (Controlled(orders[i], isDrug: false) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    // A drug may stand as drug or as product, in the order itself or in a line of it: all name what the patient gets.
    // Directions and contraindications may name a drug that the patient must not get.
    private static string? Controlled(JsonElement json, bool isDrug)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    if (Controlled(member.Value, NamesDrug(member)) is { } inMember)
                    {
                        return inMember;
                    }
                }

                return null;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    if (Controlled(item, isDrug) is { } inItem)
                    {
                        return inItem;
                    }
                }

                return null;
            case JsonValueKind.String when isDrug:
                return ControlledSubstances.FindIn(json.GetString()!);
            default:
                return null;
        }
    }

    private static bool NamesDrug(JsonProperty member) =>
        member.Name.Equals("drug", StringComparison.OrdinalIgnoreCase)
        || member.Name.Equals("product", StringComparison.OrdinalIgnoreCase);
}
