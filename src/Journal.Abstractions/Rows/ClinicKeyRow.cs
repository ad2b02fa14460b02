using Dispatch.Domain.Ids;

namespace Dispatch.Journal.Rows;

/// <summary>Table <c>clinic_keys</c>, key clinic: the clinic's data key, wrapped by the master key. Null once erased: then its patients' data is unreadable for ever.</summary>
public sealed record ClinicKeyRow(
    ClinicId Clinic,
    ReadOnlyMemory<byte>? WrappedKey) : RowChange;
