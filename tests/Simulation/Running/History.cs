using System.Runtime.CompilerServices;
using Dispatch.Engine.Embedded;

namespace Dispatch.Tests.Simulation;

/// <summary>
/// What happened, one line each in fixed columns: step, simulated time, who, what, detail. Kept only where it is asked for:
/// a seed that failed is run again, and says the same.
/// </summary>
internal sealed class History(SteppedTurnScheduler scheduler, SimulatedTimeProvider clock)
{
    private readonly List<string> _lines = [];

    public bool IsKept { get; set; }

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string who, string what) => Add(who, what, "");

    public void Add(string who, string what, [InterpolatedStringHandlerArgument("")] Detail detail)
    {
        if (IsKept)
        {
            Add(who, what, detail.ToString());
        }
    }

    public void Add(string who, string what, string detail)
    {
        if (IsKept)
        {
            _lines.Add($"{scheduler.Steps,9} {clock.Elapsed:hh\\:mm\\:ss\\.ffffff} {who,-30} {what,-24} {detail}".TrimEnd());
        }
    }

    /// <summary>Text that is put together only for a history that is kept.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Detail
    {
        private readonly DefaultInterpolatedStringHandler _text;

        public Detail(int literalLength, int formattedCount, History history, out bool isKept)
        {
            isKept = history.IsKept;
            _text = isKept ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
        }

        public void AppendLiteral(string text) => Unsafe.AsRef(in _text).AppendLiteral(text);

        public void AppendFormatted<T>(T value) => Unsafe.AsRef(in _text).AppendFormatted(value);

        public override string ToString() => Unsafe.AsRef(in _text).ToStringAndClear();
    }
}
