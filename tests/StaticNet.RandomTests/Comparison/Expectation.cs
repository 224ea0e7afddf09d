using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Comparison;

/// <summary>
/// What a network must give, and how far single precision may take it from there: the interpreter is run in double, then several times
/// with chance rounding (see <see cref="Rounding"/>). A column of a result may differ by <see cref="Factor"/> times what it moved at
/// the most, and by the change that comes of taking derivatives on the other side of kinks where values lie too close to call.
/// </summary>
internal sealed class Expectation
{
    /// <summary>How much farther than chance rounding in a few runs rounding may go.</summary>
    public const double Factor = 8;

    private const int Runs = 8;
    private const int KinkGroups = 8;
    private const double LeastRelative = 4.0 / (1 << 24);
    private const double LeastAbsolute = 1e-36;

    private readonly Outcome _exact;
    private readonly double[][] _bounds;

    private Expectation(Outcome exact, double[][] bounds)
    {
        _exact = exact;
        _bounds = bounds;
    }

    /// <summary>Values that lay too close to a kink to call.</summary>
    public int CloseCount { get; private init; }

    public (double[] Values, double[] Bounds, int Columns) this[string name]
    {
        get
        {
            for (int i = 0; i < _exact.Items.Count; i++)
            {
                if (_exact.Items[i].Name == name)
                {
                    return (_exact.Items[i].Values, _bounds[i], _exact.Items[i].Columns);
                }
            }

            throw new KeyNotFoundException(name);
        }
    }

    /// <param name="network">The network.</param>
    /// <param name="run">Runs it in a pass and gives the results.</param>
    /// <param name="seed">Of the chance rounding.</param>
    /// <param name="isTraining">Whether passes train.</param>
    /// <param name="isFolded">Whether rounding is that of a folded predictor.</param>
    public static Expectation Of(InterpretedNetwork network, Func<Pass, Outcome> run, int seed, bool isTraining, bool isFolded = false)
    {
        double[][] statistics = [.. network.Statistics.Select(static statistic => statistic.Values)];
        Outcome Run(Rounding rounding, KinkSides sides, int? group = null)
        {
            Outcome outcome = run(
                new Pass { IsTraining = isTraining, IsFolded = isFolded, Rounding = rounding, KinkSides = sides, KinkGroup = group });
            network.Restore(statistics);
            return outcome;
        }

        Outcome exact = Run(Rounding.None, KinkSides.Own);
        KinkedValues[] kinks = [.. network.Kinks];
        double[][] kinkValues = [.. kinks.Select(static kink => kink.Values)];
        double[][] moved = [.. exact.Items.Select(static item => new double[item.Columns])];
        double[][] kinkMoved = [.. kinkValues.Select(static values => new double[values.Length])];
        for (int i = 0; i < Runs; i++)
        {
            Outcome rounded = Run(Rounding.Draw((seed * Runs) + i), KinkSides.Remembered);
            Widen(moved, exact, rounded);
            for (int kink = 0; kink < kinks.Length; kink++)
            {
                for (int j = 0; j < kinkMoved[kink].Length; j++)
                {
                    kinkMoved[kink][j] = Math.Max(kinkMoved[kink][j], Math.Abs(kinks[kink].Values[j] - kinkValues[kink][j]));
                }
            }
        }

        int close = 0;
        int dealt = 0;
        for (int kink = 0; kink < kinks.Length; kink++)
        {
            double[] margins = Array.ConvertAll(kinkMoved[kink], static movement => 3 * Factor * movement);
            kinks[kink].MarkClose(kinkValues[kink], margins, kink == 0 ? null : kinks[kink - 1], KinkGroups, ref dealt);
            close += kinks[kink].CloseCount;
        }

        // Few at a time, since the jumps of values that lie on the other side together may cancel.
        double[][] jumps = [.. exact.Items.Select(static item => new double[item.Columns])];
        for (int group = 0; group < Math.Min(KinkGroups, dealt); group++)
        {
            double[][] jump = [.. exact.Items.Select(static item => new double[item.Columns])];
            Widen(jump, exact, Run(Rounding.None, KinkSides.OtherIfClose, group));
            foreach ((double[] sum, double[] part) in jumps.Zip(jump))
            {
                for (int column = 0; column < sum.Length; column++)
                {
                    sum[column] += part[column];
                }
            }
        }

        // On the other side, rounding may touch what it does not on this one.
        if (close > 0)
        {
            Outcome other = Run(Rounding.None, KinkSides.OtherIfClose);
            for (int i = 0; i < Runs; i++)
            {
                Widen(moved, other, Run(Rounding.Draw((seed * Runs) + i), KinkSides.OtherIfClose));
            }
        }

        double[][] bounds = [.. exact.Items.Select((item, i) => Bounds(item.Values, item.Columns, moved[i], jumps[i]))];
        return new Expectation(exact, bounds) { CloseCount = close };
    }

    private static double[] Bounds(double[] values, int columns, double[] moved, double[] jumps)
    {
        var bounds = new double[columns];
        for (int i = 0; i < values.Length; i++)
        {
            bounds[i % columns] = Math.Max(bounds[i % columns], LeastRelative * Math.Abs(values[i]));
        }

        // Now and then a value does not move in any of the runs, where its neighbours do.
        double usual = moved.Order().ElementAt(columns / 2);
        for (int column = 0; column < columns; column++)
        {
            bounds[column] += LeastAbsolute + (Factor * Math.Max(moved[column], usual / 2)) + (3 * jumps[column]);
        }

        return bounds;
    }

    private static void Widen(double[][] moved, Outcome exact, Outcome other)
    {
        for (int i = 0; i < moved.Length; i++)
        {
            (_, double[] values, int columns) = exact.Items[i];
            for (int j = 0; j < values.Length; j++)
            {
                moved[i][j % columns] = Math.Max(moved[i][j % columns], Math.Abs(other.Items[i].Values[j] - values[j]));
            }
        }
    }
}
