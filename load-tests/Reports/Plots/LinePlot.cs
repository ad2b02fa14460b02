using System.Globalization;
using System.Net;
using System.Text;

namespace Dispatch.LoadTests.Reports.Plots;

/// <summary>
/// A plot as SVG that needs nothing else: axes, grid, up to six lines that differ in colour and in dashes, a legend. Its colours come from the
/// page, so that it is right in light and dark.
/// </summary>
/// <param name="Title">What it shows; read out first.</param>
/// <param name="Description">What to see in it, for those who do not see it.</param>
/// <param name="YLabel">With the unit.</param>
public sealed record LinePlot(string Title, string Description, string XLabel, string YLabel, IReadOnlyList<Curve> Curves)
{
    /// <summary>More points than this are thinned: the highest of each stretch stays, or peaks would vanish.</summary>
    public const int MostPoints = 600;

    private const int Width = 720;
    private const int Height = 280;
    private const int Left = 64;
    private const int Right = 12;
    private const int Top = 34;
    private const int Bottom = 42;
    private const int Colours = 6;
    private const int LegendStep = 140;

    public bool IsXLogarithmic { get; init; }

    public bool IsYLogarithmic { get; init; }

    /// <summary>Set to keep the axis at it, such as 1 for shares; null for what the points need.</summary>
    public double? YMost { get; init; }

    /// <param name="id">Unique in its page.</param>
    public string ToSvg(string id)
    {
        var all = Curves.SelectMany(curve => curve.Points).Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToList();
        var x = Scale(IsXLogarithmic, [.. all.Select(p => p.X)], null, Left, Width - Right);
        var y = Scale(IsYLogarithmic, [.. all.Select(p => p.Y)], YMost, Height - Bottom, Top);
        var svg = new StringBuilder();
        Add($"""<svg role="img" viewBox="0 0 {Width} {Height}" aria-labelledby="{id}-title {id}-desc">""");
        Add($"""<title id="{id}-title">{Text(Title)}</title><desc id="{id}-desc">{Text(Description)}</desc>""");
        foreach (var tick in y.Ticks)
        {
            Add($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{y.At(tick):F1}" y2="{y.At(tick):F1}"/>""");
            Add($"""<text class="tick" text-anchor="end" x="{Left - 6}" y="{y.At(tick) + 4:F1}">{Label(tick)}</text>""");
        }

        foreach (var tick in x.Ticks)
        {
            Add($"""<line class="grid" x1="{x.At(tick):F1}" x2="{x.At(tick):F1}" y1="{Top}" y2="{Height - Bottom}"/>""");
            Add($"""<text class="tick" text-anchor="middle" x="{x.At(tick):F1}" y="{Height - Bottom + 16}">{Label(tick)}</text>""");
        }

        Add($"""<text class="label" text-anchor="middle" x="{(Left + Width - Right) / 2}" y="{Height - 6}">{Text(XLabel)}</text>""");
        Add($"""<text class="label" text-anchor="middle" transform="rotate(-90)" x="{-(Top + Height - Bottom) / 2}" y="14">{Text(YLabel)}</text>""");
        for (var i = 0; i < Curves.Count; i++)
        {
            var legend = Left + (i * LegendStep);
            Add($"""<path class="curve c{i % Colours}" d="{Path(Curves[i], x, y)}"/>""");
            Add($"""<line class="curve c{i % Colours}" x1="{legend}" x2="{legend + 24}" y1="14" y2="14"/>""");
            Add($"""<text class="label" x="{legend + 30}" y="18">{Text(Curves[i].Name)}</text>""");
        }

        svg.Append("</svg>");
        return svg.ToString();

        void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>At most <see cref="MostPoints"/> points: of each stretch of x the one that is highest.</summary>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count <= MostPoints)
            return points;
        var perPoint = (points.Count + MostPoints - 1) / MostPoints;
        return [.. points.Chunk(perPoint).Select(some => some.MaxBy(point => double.IsNaN(point.Y) ? double.NegativeInfinity : point.Y))];
    }

    private static Axis Scale(bool isLogarithmic, List<double> values, double? most, double start, double end)
    {
        var top = most ?? values.DefaultIfEmpty(1).Max();
        return isLogarithmic
            ? Axis.Logarithmic(values.Where(value => value > 0).DefaultIfEmpty(1).Min(), top, start, end)
            : Axis.Linear(top, start, end);
    }

    private static string Path(Curve curve, Axis x, Axis y)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        foreach (var (px, py) in Thin(curve.Points))
        {
            if (!double.IsFinite(px) || !double.IsFinite(py))
            {
                isDrawing = false;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{x.At(px):F1} {y.At(py):F1}");
            isDrawing = true;
        }

        return path.ToString();
    }

    private static string Label(double value) => value switch
    {
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
