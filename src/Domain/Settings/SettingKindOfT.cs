using System.Text.Json;

namespace Dispatch.Domain.Settings;

/// <summary>A kind of document whose reading is a <typeparamref name="T"/>. One instance each: kinds are told apart by reference.</summary>
public abstract class SettingKind<T> : SettingKind
    where T : class
{
    public sealed override object? Parse(JsonElement body, SettingFault fault)
    {
        var faults = 0;
        var value = Read(new SettingNode(body, "", (field, expected) =>
        {
            faults++;
            fault(field, expected);
        }));
        return faults == 0 ? value : null;
    }

    /// <summary>Reads the document and reports what is not right; what is returned then does not matter.</summary>
    protected abstract T? Read(SettingNode document);
}
