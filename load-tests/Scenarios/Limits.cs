using Dispatch.LoadTests.Measuring;

namespace Dispatch.LoadTests.Scenarios;

/// <summary>The figures that every window has, with what the command line asks of them.</summary>
internal static class Limits
{
    private const double BytesPerMebibyte = 1024 * 1024;
    private const double BytesPerKibibyte = 1024;

    public static IReadOnlyList<Figure> Of(MeasuredWindow window, LoadOptions options) =>
    [
        .. window.MessagesPerConsult is { } messages
            ? [new Figure("messages between processes", messages, "per life cycle", AtMost: options.HoldMessages)]
            : Array.Empty<Figure>(),
        new Figure("completed", window.RateCompleted, "life cycles/s", AtLeast: options.HoldRate),
        new Figure("request→offer p50", window.ToOffer.P50Ms, "ms", AtMost: options.HoldP50Ms),
        new Figure("request→offer p99", window.ToOffer.P99Ms, "ms", AtMost: options.HoldP99Ms),
        new Figure("server and store CPU", window.ServerCpuSecondsPer1000, "s per 1,000", AtMost: options.HoldCpuSeconds),
        new Figure("generator CPU", window.GeneratorCpuSecondsPer1000, "s per 1,000"),
        .. window.AllocatedBytesPerConsult is { } allocated
            ? [new Figure("allocated by the server", allocated / BytesPerKibibyte, "KiB/consult")]
            : Array.Empty<Figure>(),
        new Figure("server resident", window.ResidentBytes / BytesPerMebibyte, "MiB", AtMost: options.HoldMebibytes),
    ];
}
