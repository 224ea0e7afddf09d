using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>
/// What each feature is worth to a trained network: how much worse it does on rows among which the feature's values have been shuffled, so that they say
/// nothing about the row any more (Breiman, Random Forests, Machine Learning 45, 2001, section 10; for any model, Fisher, Rudin &amp; Dominici, 2019).
/// </summary>
/// <remarks>
/// Measure on rows that the network was not trained on. Of two features that say the same, each alone seems of little worth, since the other remains.
/// </remarks>
public sealed class PermutationImportance
{
    private const int BatchRows = 256;

    /// <summary>The stream of random numbers of a feature's first shuffling, after the features' and before the next.</summary>
    private const ulong Streams = 0x5045_524D_0000_0000;

    private PermutationImportance(ImportanceScore score, double baseline, IReadOnlyList<FeatureImportance> features)
    {
        Score = score;
        Baseline = baseline;
        Features = features;
    }

    /// <summary>What the network was judged by.</summary>
    public ImportanceScore Score { get; }

    /// <summary>The score on the rows as they are.</summary>
    public double Baseline { get; }

    /// <summary>The features, by their first column.</summary>
    public IReadOnlyList<FeatureImportance> Features { get; }

    /// <summary>The features, the most important first.</summary>
    public IEnumerable<FeatureImportance> Ranked => Features.OrderByDescending(static feature => feature.Mean);

    /// <summary>Measures it.</summary>
    /// <param name="predictor">The network as it predicts.</param>
    /// <param name="data">Rows with labels or targets, such as the validation data.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, a score does not fit either, or names or groups do not fit the columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no repeats, or fewer threads than 0.</exception>
    public static PermutationImportance Of(Predictor predictor, MemoryDataSet data, PermutationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new PermutationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Repeats, 1, nameof(PermutationOptions.Repeats));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Threads, nameof(PermutationOptions.Threads));
        NetworkLayout layout = predictor.Layout;
        DataRequirements.Check(layout, data, nameof(data));
        ImportanceScore score = options.Score ?? ScoreSum.DefaultOf(layout);
        ScoreSum.Check(layout, data, score, nameof(PermutationOptions.Score));
        (string Name, int[] Columns)[] features = FeaturesOf(options, options.Names ?? FeatureName.AllOf(data), layout.InputSize);

        double baseline = new Judge(predictor, data, score).Run([], []);
        var drops = new double[features.Length * options.Repeats];
        Parallel.For(
            0,
            drops.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads },
            () => (Judge: new Judge(predictor, data, score), Order: new int[data.Count]),
            (i, _, local) =>
            {
                for (int row = 0; row < local.Order.Length; row++)
                {
                    local.Order[row] = row;
                }

                RowOrder.Shuffle(local.Order, options.Seed, Streams + (ulong)i);
                double shuffled = local.Judge.Run(local.Order, features[i / options.Repeats].Columns);
                drops[i] = ScoreSum.IsGain(score) ? baseline - shuffled : shuffled - baseline;
                return local;
            },
            static _ => { });
        return new PermutationImportance(
            score,
            baseline,
            [
                .. features.Select((feature, i) => new FeatureImportance(
                    feature.Name, feature.Columns, drops.AsSpan(i * options.Repeats, options.Repeats).ToArray())),
            ]);
    }

    /// <summary>A table, the most important features first.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        int width = Math.Max(7, Features.Max(static feature => feature.Name.Length));
        text.AppendLine(CultureInfo.InvariantCulture, $"{Score} {Baseline:G4}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"feature".PadRight(width)}  importance  deviation");
        foreach (FeatureImportance feature in Ranked)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{feature.Name.PadRight(width)}  {feature.Mean,10:F4}  {feature.Deviation,9:F4}");
        }

        return text.ToString();
    }

    private static (string Name, int[] Columns)[] FeaturesOf(PermutationOptions options, IReadOnlyList<string>? names, int columns)
    {
        if (names is not null && names.Count != columns)
        {
            throw new ArgumentException($"There are {names.Count} names of columns; expected {columns}.", nameof(options));
        }

        var features = new List<(string Name, int[] Columns)>();
        var grouped = new HashSet<int>();
        foreach ((string name, int[] group) in options.Groups ?? new Dictionary<string, int[]>())
        {
            if (group.Length == 0)
            {
                throw new ArgumentException($"The group '{name}' has no columns.", nameof(options));
            }

            foreach (int column in group)
            {
                if ((uint)column >= (uint)columns || !grouped.Add(column))
                {
                    throw new ArgumentException(
                        $"The group '{name}' holds column {column}; expected columns 0 to {columns - 1}, each in one group.", nameof(options));
                }
            }

            features.Add((name, [.. group]));
        }

        for (int column = 0; column < columns; column++)
        {
            if (!grouped.Contains(column))
            {
                features.Add((names?[column] ?? column.ToString(CultureInfo.InvariantCulture), [column]));
            }
        }

        return [.. features.OrderBy(static feature => feature.Columns.Min())];
    }

    /// <summary>Judges the rows with some columns taken from other rows.</summary>
    private sealed class Judge(Predictor predictor, MemoryDataSet data, ImportanceScore score)
    {
        private readonly float[] _input = new float[Math.Min(BatchRows, data.Count) * data.FeatureCount];
        private readonly float[] _output = new float[Math.Min(BatchRows, data.Count) * predictor.Layout.OutputSize];
        private readonly ScoreSum _sum = new(predictor.Layout, data, score);

        public double Run(ReadOnlySpan<int> order, ReadOnlySpan<int> columns)
        {
            int inputs = data.FeatureCount;
            int outputs = predictor.Layout.OutputSize;
            _sum.Clear();
            for (int start = 0; start < data.Count; start += BatchRows)
            {
                int rows = Math.Min(BatchRows, data.Count - start);
                for (int i = 0; i < rows; i++)
                {
                    Span<float> sample = _input.AsSpan(i * inputs, inputs);
                    data.Row(start + i).CopyTo(sample);
                    foreach (int column in columns)
                    {
                        sample[column] = data.Row(order[start + i])[column];
                    }
                }

                predictor.Predict(_input.AsSpan(0, rows * inputs), _output.AsSpan(0, rows * outputs));
                for (int i = 0; i < rows; i++)
                {
                    _sum.Add(start + i, _output.AsSpan(i * outputs, outputs));
                }
            }

            return _sum.Value();
        }
    }
}
