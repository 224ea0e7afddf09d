using System.Globalization;

namespace StaticNet.Benchmarks;

/// <summary>An axis of a chart: from values to places along a line of pixels, in equal steps or in equal factors.</summary>
internal sealed class Axis
{
    private readonly double _least;
    private readonly double _most;
    private readonly double _start;
    private readonly double _end;
    private readonly bool _logarithmic;

    private Axis(double least, double most, double start, double end, bool logarithmic, double[] ticks)
    {
        (_least, _most, _start, _end, _logarithmic) = (least, most, start, end, logarithmic);
        Ticks = ticks;
    }

    /// <summary>Values to label.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis from 0 to a round number, labelled in equal steps.</summary>
    public static Axis Linear(IEnumerable<double> values, double start, double end)
    {
        double largest = values.Max();
        double step = Math.Pow(10, Math.Floor(Math.Log10(largest / 2)));
        step *= largest / step > 20 ? 5 : largest / step > 10 ? 2 : 1;
        int steps = (int)Math.Ceiling(largest / step);
        return new(0, steps * step, start, end, logarithmic: false, [.. Enumerable.Range(0, steps + 1).Select(i => i * step)]);
    }

    /// <summary>An axis over powers of ten, labelled at 1, 2 and 5 times each.</summary>
    public static Axis Logarithmic(IEnumerable<double> values, double start, double end)
    {
        (double least, double most) = (values.Min() / 1.15, values.Max() * 1.15);
        var ticks = new List<double>();
        for (double power = Math.Pow(10, Math.Floor(Math.Log10(least))); power <= most; power *= 10)
        {
            ticks.AddRange(((double[])[power, 2 * power, 5 * power]).Where(tick => tick >= least && tick <= most));
        }

        if (ticks.Count > 9)
        {
            ticks.RemoveAll(static tick => Math.Abs(Math.Log10(tick) - Math.Round(Math.Log10(tick))) > 1e-9);
        }

        return new(least, most, start, end, logarithmic: true, [.. ticks]);
    }

    /// <summary>An axis over exactly <paramref name="values"/>, in equal factors.</summary>
    public static Axis Powers(double[] values, double start, double end) =>
        new(values.Min() / 1.15, values.Max() * 1.15, start, end, logarithmic: true, values);

    /// <summary>An axis over exactly <paramref name="values"/>, in equal steps, with half a step beside them.</summary>
    public static Axis Steps(double[] values, double start, double end) =>
        new(values.Min() - 0.5, values.Max() + 0.5, start, end, logarithmic: false, values);

    /// <summary>Where a value lies.</summary>
    public double Place(double value)
    {
        double share = _logarithmic ? Math.Log(value / _least) / Math.Log(_most / _least) : (value - _least) / (_most - _least);
        return _start + (share * (_end - _start));
    }

    /// <summary>A tick's label.</summary>
    public static string Label(double tick) => tick.ToString("#,0.####", CultureInfo.InvariantCulture);
}
