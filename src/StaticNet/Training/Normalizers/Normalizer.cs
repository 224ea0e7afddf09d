namespace StaticNet;

/// <summary>
/// What a normaliser learns, and from which columns: the layer of the same name without a network. <see cref="Fit"/> fits it to any table, such as the
/// targets of a regression:
/// <code>
/// FittedNormalizer prices = Normalizer.Standardize().Fit(targets, columns: 1);
/// prices.Normalize(targets, targets);
/// // train, predict
/// prices.Denormalize(predicted, predicted);
/// </code>
/// </summary>
public abstract class Normalizer
{
    private protected Normalizer(int[]? columns) => Columns = columns;

    /// <summary>The columns it acts on, in ascending order; null for all.</summary>
    internal int[]? Columns { get; }

    /// <summary>Whether it learns anything from data.</summary>
    internal virtual bool Learns => true;

    /// <summary>Columns it gives for <paramref name="columns"/> columns.</summary>
    internal virtual int Outputs(int columns) => columns;

    /// <summary>Mean 0: see <see cref="CenterAttribute"/>.</summary>
    /// <param name="columns">The columns it acts on, counted from 0; null for all.</param>
    public static Normalizer Center(int[]? columns = null) => new CenterNormalizer(columns);

    /// <summary>Mean 0 and deviation 1: see <see cref="StandardizeAttribute"/>.</summary>
    /// <param name="center">Whether the mean is subtracted.</param>
    /// <param name="unbiased">Whether the variance's divisor is n − 1 rather than n.</param>
    /// <param name="columns">The columns it acts on, counted from 0; null for all.</param>
    public static Normalizer Standardize(bool center = true, bool unbiased = false, int[]? columns = null) =>
        new StandardizeNormalizer(center, unbiased, columns);

    /// <summary>The least value onto one number, the largest onto another: see <see cref="MinMaxAttribute"/>.</summary>
    /// <param name="min">Lower end of the range.</param>
    /// <param name="max">Upper end of the range, above <paramref name="min"/>.</param>
    /// <param name="columns">The columns it acts on, counted from 0; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not finite.</exception>
    public static Normalizer MinMax(double min = 0, double max = 1, int[]? columns = null)
    {
        if (!((float)min < (float)max) || !float.IsFinite((float)min) || !float.IsFinite((float)max))
        {
            throw new ArgumentOutOfRangeException(nameof(max), max, $"The upper end must be finite and more than the lower one, {min}.");
        }

        return new MinMaxNormalizer(min, max, columns);
    }

    /// <summary>Onto [−1, 1] without moving zero: see <see cref="MaxAbsAttribute"/>.</summary>
    /// <param name="columns">The columns it acts on, counted from 0; null for all.</param>
    public static Normalizer MaxAbs(int[]? columns = null) => new MaxAbsNormalizer(columns);

    /// <summary>Median 0 and a range of quantiles of 1: see <see cref="RobustScaleAttribute"/>.</summary>
    /// <param name="lower">The lower quantile in percent, more than 0.</param>
    /// <param name="upper">The upper quantile in percent, more than <paramref name="lower"/> and less than 100.</param>
    /// <param name="center">Whether the median is subtracted.</param>
    /// <param name="columns">The columns it acts on, counted from 0; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A quantile is out of range.</exception>
    public static Normalizer RobustScale(double lower = 25, double upper = 75, bool center = true, int[]? columns = null)
    {
        if (!(lower > 0 && lower < upper && upper < 100))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lower), lower, $"The lower quantile must be more than 0 and less than the upper one, {upper}, and that less than 100.");
        }

        return new RobustScaleNormalizer(lower, upper, center, columns);
    }

    /// <summary>Columns that are no longer correlated: see <see cref="WhitenAttribute"/>.</summary>
    /// <param name="kind">Which matrix.</param>
    /// <param name="epsilon">What is added to each variance; 0 or more.</param>
    /// <param name="standardize">Whether columns are brought to deviation 1 first.</param>
    /// <param name="components">How many components are kept; 0 for all, as ZCA needs.</param>
    /// <param name="columns">The columns it acts on, counted from 0; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Normalizer Whiten(
        Whitening kind = Whitening.Pca, double epsilon = 0, bool standardize = false, int components = 0, int[]? columns = null)
    {
        if (!(epsilon >= 0 && double.IsFinite(epsilon)))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Epsilon must be 0 or more, and finite.");
        }

        if (components < 0 || (kind == Whitening.Zca && components > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(components), components, "Components are 1 or more, or 0 for all; ZCA keeps all.");
        }

        return new WhitenNormalizer(kind, epsilon, standardize, components, columns);
    }

    /// <summary>The fixed line <c>scale·x + offset</c>, as <see cref="RescaleAttribute"/>.</summary>
    /// <param name="scale">What values are multiplied by; not 0.</param>
    /// <param name="offset">What is added after.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is 0 or not finite.</exception>
    public static Normalizer Rescale(double scale, double offset = 0)
    {
        if ((float)scale == 0 || !float.IsFinite((float)scale))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be finite and other than 0.");
        }

        return new RescaleNormalizer(scale, offset);
    }

    /// <summary>Values kept within a range: see <see cref="ClipAttribute"/>.</summary>
    /// <param name="min">The least value.</param>
    /// <param name="max">The largest value, above <paramref name="min"/>.</param>
    /// <param name="columns">The columns it acts on, counted from 0; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not finite.</exception>
    public static Normalizer Clip(double min, double max, int[]? columns = null)
    {
        if (!((float)min < (float)max) || !float.IsFinite((float)min) || !float.IsFinite((float)max))
        {
            throw new ArgumentOutOfRangeException(nameof(max), max, $"The upper end must be finite and more than the lower one, {min}.");
        }

        return new ClipNormalizer(min, max, columns);
    }

    /// <summary>Logarithms: see <see cref="LogAttribute"/>.</summary>
    /// <param name="offset">What is added first, 0 or more.</param>
    /// <param name="columns">The columns it acts on, counted from 0; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative or not finite.</exception>
    public static Normalizer Log(double offset = 1, int[]? columns = null)
    {
        if (!(offset >= 0 && float.IsFinite((float)offset)))
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "The offset must be 0 or more, and finite.");
        }

        return new LogNormalizer(offset, columns);
    }

    /// <summary>Fits it to a table.</summary>
    /// <param name="values">The rows, row-major <c>[rows, columns]</c>, one or more.</param>
    /// <param name="columns">Columns of a row, 1 or more.</param>
    /// <exception cref="ArgumentException">There are no rows, the last one is not whole, or a value is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column to act on is not there, or there are no columns.</exception>
    public FittedNormalizer Fit(ReadOnlySpan<float> values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.IsEmpty || values.Length % columns != 0)
        {
            throw new ArgumentException($"{values.Length} values are not one or more rows of {columns} columns.", nameof(values));
        }

        CheckColumns(columns);
        NormalizerFitting fitting = Begin(columns);
        var row = new double[columns];
        do
        {
            for (int start = 0; start < values.Length; start += columns)
            {
                for (int column = 0; column < columns; column++)
                {
                    row[column] = values[start + column];
                }

                if (fitting.NonFinite(row) is { } bad)
                {
                    throw new ArgumentException(
                        $"Row {start / columns}, column {bad}, is {row[bad]}: a normaliser cannot be fitted to it.", nameof(values));
                }

                fitting.Add(row);
            }
        }
        while (fitting.EndPass());

        return fitting.Finish();
    }

    /// <summary>Starts to learn from rows of <paramref name="columns"/> columns.</summary>
    internal abstract NormalizerFitting Begin(int columns);

    /// <summary>What a network holds of it.</summary>
    internal virtual FittedNormalizer Read(ParameterCollection statistics, string name, int columns) => ColumnNormalizer.Read(statistics, name);

    private void CheckColumns(int columns)
    {
        foreach (int column in Columns ?? [])
        {
            if ((uint)column >= (uint)columns)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(columns), columns, $"The normaliser acts on column {column}; there are columns 0 to {columns - 1}.");
            }
        }
    }
}
