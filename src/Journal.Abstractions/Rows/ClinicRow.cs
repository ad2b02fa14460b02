using Dispatch.Domain.Clinics;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>clinics</c>, key clinic.</summary>
public sealed record ClinicRow(
    Clinic Clinic) : RowChange;
