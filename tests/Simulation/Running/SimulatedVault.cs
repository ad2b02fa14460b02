using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;

namespace Dispatch.Tests.Simulation;

/// <summary>Seals by a mark in front of the bytes: no rule here is about secrecy.</summary>
internal sealed class SimulatedVault : IPatientVault
{
    private static ReadOnlySpan<byte> Mark => "sealed:"u8;

    public ClinicKeyRow CreateKey(ClinicId clinic) => new(clinic, null);

    public ValueTask<SealedData> Seal(ClinicId clinic, ConsultId consult, ReadOnlyMemory<byte> clear) =>
        ValueTask.FromResult(Wrap(clear.Span));

    public ValueTask<ReadOnlyMemory<byte>?> Open(ClinicId clinic, ConsultId consult, SealedData data) =>
        ValueTask.FromResult<ReadOnlyMemory<byte>?>(data.Ciphertext[Mark.Length..]);

    public ValueTask<string> PatientKey(ClinicId clinic, ReadOnlyMemory<byte> identity) =>
        throw new NotSupportedException("No grain tells patients apart.");

    public static SealedData Wrap(ReadOnlySpan<byte> clear) => new((byte[])[.. Mark, .. clear]);
}
