using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.LoadTests.Reports;

/// <summary>The report for machines: the same figures as the text.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunReport))]
public sealed partial class ReportJson : JsonSerializerContext;
