using System.Text.Json;
using Dispatch.Api.Bodies;
using Dispatch.Api.Operations;
using Dispatch.Api.Problems;
using Dispatch.Domain;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Settings;
using Dispatch.Grains.Settings;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;
using EventId = Dispatch.Domain.Ids.EventId;

namespace Dispatch.Api.Settings;

/// <summary>
/// Edits settings: each edit is an event and a row in one append, and counts in this process once it is durable. Who
/// read an older version than the current one is refused, so that nobody overwrites what they have not seen.
/// </summary>
public sealed class SettingEditing(
    IJournal journal,
    IRegistryQueries registry,
    SettingsCache cache,
    OperationEvents events,
    IIdSource ids,
    ApiLimits limits,
    TimeProvider time)
{
    private const string OperatorName = "operator";

    /// <param name="isTrial">Whether to refuse as for saving, and otherwise to save nothing.</param>
    /// <returns>The setting as it is from now on, durable, or would be; or the problem with the edit.</returns>
    public async Task<(Setting? Changed, Problem? Problem)> Change(
        SettingKind kind, string scope, ChangeSettingBody body, bool isTrial, CancellationToken cancellationToken)
    {
        if (Check(kind, body) is { } wrong)
        {
            return (null, wrong);
        }

        if (await CheckScope(kind, scope, cancellationToken) is { } elsewhere)
        {
            return (null, elsewhere);
        }

        var version = body.Version!.Value;
        if (version == 0 && cache.Count >= DispatchLimits.SettingsHeld && cache.Find(kind.Name, scope) is null)
        {
            return (null, new Problem(
                ProblemTypes.TooManySettings,
                $"Expected at most {DispatchLimits.SettingsHeld} settings.",
                RetryAfter: limits.RetryAfter));
        }

        var now = time.GetJournalNow();
        var value = body.Value is { ValueKind: not JsonValueKind.Null } json ? json : (JsonElement?)null;
        var changed = new Setting(kind.Name, scope, version + 1, value?.GetRawText() ?? "null", now, OperatorName);
        if (isTrial)
        {
            var current = cache.Find(kind.Name, scope)?.Version ?? 0;
            return current == version ? (changed, null) : (null, Conflict(current, version));
        }

        var result = await journal.Append(new AppendRequest(
            SettingChanged.StreamOf(kind.Name, scope),
            version,
            [new NewEvent(ids.New<EventId>(), SettingChanged.EventType, now, Payload(changed, value))],
            [new SettingRow(changed)],
            []));
        if (result is AppendResult.VersionConflict(var actual))
        {
            return (null, Conflict(actual, version));
        }

        cache.Learn(changed);
        events.Add(new OperationEvent("setting.changed") { Detail = $"{kind.Name}/{scope}" });
        return (changed, null);
    }

    /// <summary>The edits of a setting, the newest first; at most <see cref="ApiLimits.SettingVersions"/> of them.</summary>
    public async Task<SettingVersionBody[]> History(string kind, string scope, CancellationToken cancellationToken)
    {
        var stream = SettingChanged.StreamOf(kind, scope);
        var newest = cache.Find(kind, scope)?.Version ?? 0;
        var events = await journal.Read(
            stream, Math.Max(0, newest - limits.SettingVersions), limits.SettingVersions, cancellationToken);
        return [.. events.Reverse().Select(VersionOf)];
    }

    /// <returns>Null when the kind has such a scope, and the clinic that it is of exists.</returns>
    public async Task<Problem?> CheckScope(SettingKind kind, string scope, CancellationToken cancellationToken)
    {
        if (!kind.Has(scope))
        {
            return new Problem(ProblemTypes.NotFound, kind.IsPerClinic
                ? null
                : $"Expected {SettingScope.Default}: {kind.Name} is set for everybody only.");
        }

        return SettingScope.TryParse(scope, out var clinic)
            && clinic is { } id && await registry.Clinic(id, cancellationToken) is null
                ? new Problem(ProblemTypes.NotFound)
                : null;
    }

    private static Problem Conflict(long current, long found) =>
        new(ProblemTypes.VersionConflict, $"Expected version {current}, found {found}: read it again.");

    private Problem? Check(SettingKind kind, ChangeSettingBody body)
    {
        var errors = new FieldErrors();
        if (body.Version is not >= 0)
        {
            errors.Add("version", "Expected the version that was read, 0 for the first.");
        }

        if (body.Value is { ValueKind: not JsonValueKind.Null } value)
        {
            if (value.GetRawText().Length > limits.SettingBytes)
            {
                return new Problem(ProblemTypes.TooLarge, $"Expected at most {limits.SettingBytes} characters of JSON.");
            }

            if (JsonText.Check(errors, "value", value))
            {
                kind.Parse(value, (field, expected) => errors.Add(field.Length == 0 ? "value" : $"value.{field}", expected));
            }
        }

        return errors.Any ? errors.ToProblem() : null;
    }

    private static byte[] Payload(Setting changed, JsonElement? value) => JsonSerializer.SerializeToUtf8Bytes(
        new SettingChanged(changed.Kind, changed.Scope, value, changed.ChangedBy), ApiJson.Default.SettingChanged);

    private static SettingVersionBody VersionOf(RecordedEvent recorded)
    {
        var change = JsonSerializer.Deserialize(recorded.Payload.Span, ApiJson.Default.SettingChanged)!;
        return new SettingVersionBody(recorded.Version, recorded.At, change.ChangedBy, change.Value);
    }
}
