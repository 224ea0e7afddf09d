using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>
/// What the columns of a data set are like, and what about them is likely to trouble training: to be looked at before training finds out.
/// <code>Console.WriteLine(ColumnStatistics.Of(data));</code>
/// </summary>
public sealed class ColumnStatistics
{
    private const int BatchRows = 256;
    private const int KeptValues = 8 << 20;

    /// <summary>A column whose most frequent value is this frequent hardly tells rows apart.</summary>
    private const double NearlyConstant = 0.99;

    /// <summary>Deviations this many times apart leave no learning rate that suits both columns.</summary>
    private const double WildRatio = 100;

    /// <summary>A mean this many deviations from zero costs digits and steps.</summary>
    private const double FarFromZero = 100;

    private ColumnStatistics(IReadOnlyList<ColumnSummary> columns)
    {
        Columns = columns;
        Warnings = [.. columns.SelectMany(WarningsOf), .. WildScales(columns)];
    }

    /// <summary>A summary a feature, in order.</summary>
    public IReadOnlyList<ColumnSummary> Columns { get; }

    /// <summary>What is likely to trouble training, each with its cure; empty where nothing is.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Looks at all features of a data set.</summary>
    /// <param name="data">
    /// The data, in memory or streamed. They are read once for the moments, and for exact quartiles once more for each share of columns of which 8
    /// million values can be kept. NaN counts as missing, where the data set allows it.
    /// </param>
    /// <param name="names">Names of the features, in order; if null, those the data set has, or numbers from 0.</param>
    /// <exception cref="ArgumentException">There are not as many names as features, or a feature is infinite.</exception>
    public static ColumnStatistics Of(DataSet data, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (names is not null && names.Count != data.FeatureCount)
        {
            throw new ArgumentException($"Expected {data.FeatureCount} names, one a feature, found {names.Count}.", nameof(names));
        }

        names ??= data.FeatureNames.Count > 0 ? data.FeatureNames : null;
        var moments = new ColumnMoments[data.FeatureCount];
        long rows = 0;
        Read(data, (row, features) =>
        {
            for (int column = 0; column < features.Length; column++)
            {
                if (float.IsInfinity(features[column]))
                {
                    throw new ArgumentException(
                        $"Row {row}, column {column}, of the data set is {features[column]}: expected a number, or NaN where it is missing.", nameof(data));
                }

                moments[column].Add(features[column]);
            }

            rows = row + 1;
        });
        var summaries = new List<ColumnSummary>();
        int share = (int)Math.Clamp(KeptValues / Math.Max(1, rows), 1, data.FeatureCount);
        for (int first = 0; first < data.FeatureCount; first += share)
        {
            float[][] sorted = SortedColumns(data, first, Math.Min(share, data.FeatureCount - first));
            summaries.AddRange(sorted.Select((values, i) =>
                Summarize(names?[first + i] ?? (first + i).ToString(CultureInfo.InvariantCulture), moments[first + i], values)));
        }

        return new ColumnStatistics(summaries);
    }

    /// <summary>A table, a row a column, and the warnings below it. Lines end in a line feed.</summary>
    public override string ToString()
    {
        string[] header =
            ["column", "count", "missing", "mean", "deviation", "(n - 1)", "least", "25 %", "median", "75 %", "largest", "skew", "kurtosis", "variation"];
        string[][] rows =
        [
            header,
            .. Columns.Select(static column => (string[])
            [
                column.Name, column.Count.ToString(CultureInfo.InvariantCulture), column.Missing.ToString(CultureInfo.InvariantCulture), Number(column.Mean),
                Number(column.Deviation), Number(column.SampleDeviation), Number(column.Minimum), Number(column.LowerQuartile), Number(column.Median),
                Number(column.UpperQuartile), Number(column.Maximum), Number(column.Skewness), Number(column.ExcessKurtosis),
                Number(column.CoefficientOfVariation),
            ]),
        ];
        int[] widths = [.. header.Select((_, i) => rows.Max(row => row[i].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.Append(row[0].PadRight(widths[0]));
            for (int i = 1; i < row.Length; i++)
            {
                text.Append("  ").Append(row[i].PadLeft(widths[i]));
            }

            text.Append('\n');
        }

        foreach (string warning in Warnings)
        {
            text.Append("warning: ").Append(warning).Append('\n');
        }

        return text.ToString();
    }

    private static ColumnSummary Summarize(string name, in ColumnMoments moments, float[] sorted) => new()
    {
        Name = name,
        Count = moments.Count,
        Missing = moments.Missing,
        Mean = moments.Count == 0 ? double.NaN : moments.Mean,
        Deviation = Math.Sqrt(moments.Variance),
        SampleDeviation = Math.Sqrt(moments.SampleVariance),
        Minimum = Quantile(sorted, 0),
        LowerQuartile = Quantile(sorted, 0.25),
        Median = Quantile(sorted, 0.5),
        UpperQuartile = Quantile(sorted, 0.75),
        Maximum = Quantile(sorted, 1),
        Skewness = moments.Skewness,
        ExcessKurtosis = moments.ExcessKurtosis,
        LargestShare = LongestRun(sorted) / (double)sorted.Length,
    };

    private static void Read(DataSet data, Action<long, ReadOnlySpan<float>> visit)
    {
        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);
        var features = new float[BatchRows * data.FeatureCount];
        var labels = new int[data.HasLabels ? BatchRows : 0];
        var targets = new float[BatchRows * data.TargetCount];
        long row = 0;
        for (int read = reader.Read(BatchRows, features, labels, targets); read > 0; read = reader.Read(BatchRows, features, labels, targets))
        {
            for (int i = 0; i < read; i++)
            {
                visit(row++, features.AsSpan(i * data.FeatureCount, data.FeatureCount));
            }
        }
    }

    private static float[][] SortedColumns(DataSet data, int first, int count)
    {
        List<float>[] kept = [.. Enumerable.Range(0, count).Select(static _ => new List<float>())];
        Read(data, (_, features) =>
        {
            for (int i = 0; i < count; i++)
            {
                if (!float.IsNaN(features[first + i]))
                {
                    kept[i].Add(features[first + i]);
                }
            }
        });
        float[][] columns = [.. kept.Select(static values => values.ToArray())];
        foreach (float[] column in columns)
        {
            Array.Sort(column);
        }

        return columns;
    }

    private static double Quantile(float[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double next = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + ((next - sorted[below]) * (place - below));
    }

    private static int LongestRun(float[] sorted)
    {
        int longest = 0;
        int begin = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            begin = sorted[i] == sorted[begin] ? begin : i;
            longest = Math.Max(longest, i - begin + 1);
        }

        return longest;
    }

    private static IEnumerable<string> WarningsOf(ColumnSummary column)
    {
        if (column.Missing > 0)
        {
            yield return $"column {column.Name} misses {column.Missing} of {column.Count + column.Missing} values: "
                + "fill them in or leave the rows out, since training stops at NaN.";
        }

        if (column.Count > 0 && column.Minimum == column.Maximum)
        {
            yield return $"column {column.Name} is always {Number(column.Minimum)}: leave it out.";
        }
        else if (column.LargestShare >= NearlyConstant)
        {
            yield return $"column {column.Name} has one value in {Number(100 * column.LargestShare)} % of all rows: "
                + "it tells few of them apart, and scaling makes the rest very large.";
        }
        else if (Math.Abs(column.Mean) > FarFromZero * column.Deviation)
        {
            yield return $"column {column.Name} has mean {Number(column.Mean)} and deviation {Number(column.Deviation)}: center it ([Standardize]).";
        }
    }

    private static IEnumerable<string> WildScales(IReadOnlyList<ColumnSummary> columns)
    {
        ColumnSummary[] varying = [.. columns.Where(static column => column.Deviation > 0).OrderBy(static column => column.Deviation)];
        if (varying.Length > 1 && varying[^1].Deviation > WildRatio * varying[0].Deviation)
        {
            yield return $"columns differ wildly in scale, from {varying[0].Name} (deviation {Number(varying[0].Deviation)}) to {varying[^1].Name} "
                + $"(deviation {Number(varying[^1].Deviation)}): scale them ([Standardize], or [RobustScale] where single values are far off).";
        }
    }

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
