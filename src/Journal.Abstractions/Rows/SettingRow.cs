using Dispatch.Domain.Settings;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>settings</c>, key kind and scope: the current version of what the operator edits.</summary>
public sealed record SettingRow(
    Setting Setting) : RowChange;
