namespace Dispatch.Domain.Consults;

/// <summary>Patient data as ciphertext. Only the edge that may show it can open it; grains and stores cannot.</summary>
[GenerateSerializer, Immutable, Alias("sealed-data")]
public sealed record SealedData([property: Id(0)] ReadOnlyMemory<byte> Ciphertext);
