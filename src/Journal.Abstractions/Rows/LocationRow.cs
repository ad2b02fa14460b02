using Dispatch.Domain.Clinics;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>locations</c>, key location.</summary>
public sealed record LocationRow(
    Location Location) : RowChange;
