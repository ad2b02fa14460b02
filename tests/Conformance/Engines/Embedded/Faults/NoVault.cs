using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>Keeps bytes as they are: nothing here is about secrecy.</summary>
internal sealed class NoVault : IPatientVault
{
    public ClinicKeyRow CreateKey(ClinicId clinic) => new(clinic, null);

    public ValueTask<SealedData> Seal(ClinicId clinic, ConsultId consult, ReadOnlyMemory<byte> clear) =>
        ValueTask.FromResult(new SealedData(clear.ToArray()));

    public ValueTask<ReadOnlyMemory<byte>?> Open(ClinicId clinic, ConsultId consult, SealedData data) =>
        ValueTask.FromResult<ReadOnlyMemory<byte>?>(data.Ciphertext);

    public ValueTask<string> PatientKey(ClinicId clinic, ReadOnlyMemory<byte> identity) =>
        throw new NotSupportedException("No grain tells patients apart.");
}
