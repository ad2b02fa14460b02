using System.Text.Json;
using Dispatch.Domain.Settings;

namespace Dispatch.Domain.Hours;

/// <summary>The setting <c>shift-policy</c>, of which only the default's counts: <c>{"shiftsRequired": true}</c>.</summary>
public sealed class ShiftPolicyKind : SettingKind<ShiftPolicy>
{
    public static readonly ShiftPolicyKind Instance = new();

    private ShiftPolicyKind()
    {
    }

    public override string Name => "shift-policy";

    protected override ShiftPolicy? Read(SettingNode document)
    {
        document.Only("shiftsRequired");
        var required = document.Member("shiftsRequired");
        if (required.Json.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return new ShiftPolicy(required.Json.GetBoolean());
        }

        required.Report("Expected true or false.");
        return null;
    }
}
