namespace Dispatch.Api.Operations;

/// <summary>One process that serves requests and sockets.</summary>
/// <param name="Connected">Providers with a socket there.</param>
/// <param name="OnDuty">Of them, those on duty.</param>
/// <param name="Serving">Of these, those with a consult in hand.</param>
/// <param name="CpuSeconds">Processor time since the start.</param>
/// <param name="CpuShare">Of one core, over the last seconds.</param>
/// <param name="SeenAt">When it last reported; of the one that answers, now.</param>
/// <param name="Draining">Whether it is not ready, takes no socket more and sends away those that it has.</param>
public sealed record NodeBody(
    string Name,
    int Sockets,
    int Connected,
    int OnDuty,
    int Serving,
    double CpuSeconds,
    double CpuShare,
    long MemoryBytes,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    bool Draining);
