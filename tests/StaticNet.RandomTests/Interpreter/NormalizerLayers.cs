namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = (x − center)·scale</c> a column, fitted to data; the centre is held in two parts.</summary>
internal abstract class NormalizerLayer : Layer
{
    private readonly Parameter _center;
    private readonly Parameter _centerLow;
    private readonly Parameter _scale;

    private readonly int[]? _selected;

    /// <param name="name">The layer's name.</param>
    /// <param name="columns">Columns of its input.</param>
    /// <param name="selected">Those it acts on; null for all.</param>
    protected NormalizerLayer(string name, int columns, int[]? selected)
    {
        _selected = selected;
        _center = new Parameter(name + ".center", [columns]);
        _centerLow = new Parameter(name + ".center_low", [columns]);
        _scale = new Parameter(name + ".scale", [columns]);
    }

    public override bool IsAffine => true;

    public override IReadOnlyList<Parameter> Statistics => [_center, _centerLow, _scale];

    /// <summary>The centre as the sum of its parts.</summary>
    public double Center(int column) => _center.Values[column] + _centerLow.Values[column];

    public double Scale(int column) => _scale.Values[column];

    /// <summary>How far a column of the output varies, about.</summary>
    protected virtual double Deviation(int column) => 1;

    public override Batch Forward(Batch x, Pass pass)
    {
        Batch y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            int column = i % x.Columns;
            double scale = Scale(column);
            double value = (x.Values[i] - Center(column)) * scale;
            double rounding = AffineScale(x.Values[i] * scale, Center(column) * scale, value, _centerLow.Values[column] * scale, pass, Deviation(column));
            y.Values[i] = pass.Rounding.Apply(value, rounding);
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        Batch dx = dy.Like();
        for (int i = 0; i < dx.Values.Length; i++)
        {
            double value = dy.Values[i] * Scale(i % dy.Columns);
            dx.Values[i] = pass.Rounding.Apply(value, Math.Abs(value));
        }

        return dx;
    }

    /// <summary>Fits to the rows at hand.</summary>
    public override void Draw(Random random, Batch x)
    {
        for (int column = 0; column < x.Columns; column++)
        {
            var values = new double[x.Rows];
            for (int row = 0; row < x.Rows; row++)
            {
                values[row] = x.Row(row)[column];
            }

            bool acts = _selected is null || _selected.Contains(column);
            (double center, double scale) = acts ? Fit(column, values) : (0, 1);
            _center.Values[column] = Single(center);
            _centerLow.Values[column] = Single(center - _center.Values[column]);
            _scale.Values[column] = Single(scale);
        }
    }

    protected abstract (double Center, double Scale) Fit(int column, double[] values);
}

/// <summary>Mean 0.</summary>
internal sealed class CenterLayer(string name, int columns, int[]? selected) : NormalizerLayer(name, columns, selected)
{
    private readonly Parameter _deviation = new(name + ".deviation", [columns]);

    public override IReadOnlyList<Parameter> Statistics => [.. base.Statistics, _deviation];

    // A scale that follows makes something like a deviation, a range, of it.
    protected override double Deviation(int column) => 4 * _deviation.Values[column];

    public override void Draw(Random random, Batch x)
    {
        Array.Fill(_deviation.Values, 1);
        base.Draw(random, x);
    }

    protected override (double Center, double Scale) Fit(int column, double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        _deviation.Values[column] = deviation <= 1e-12 * Math.Abs(mean) ? 1 : Single(deviation);
        return (mean, 1);
    }
}

/// <summary>Mean 0 and deviation 1; a column that is constant is only centred.</summary>
internal sealed class StandardizeLayer(string name, int columns, int[]? selected, bool center, bool unbiased)
    : NormalizerLayer(name, columns, selected)
{
    protected override (double Center, double Scale) Fit(int column, double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        bool isConstant = Math.Sqrt(squares / values.Length) <= 1e-12 * Math.Abs(mean);
        return (center ? mean : 0, isConstant ? 1 : 1 / Math.Sqrt(squares / (unbiased ? values.Length - 1 : values.Length)));
    }
}

/// <summary>The least value to a lower bound and the largest to an upper one; a constant column to the lower one.</summary>
internal sealed class MinMaxLayer(string name, int columns, int[]? selected, double low, double high) : NormalizerLayer(name, columns, selected)
{
    protected override (double Center, double Scale) Fit(int column, double[] values)
    {
        double range = values.Max() - values.Min();
        double scale = range == 0 ? high - low : (high - low) / range;
        return (values.Min() - (low / scale), scale);
    }
}

/// <summary>The largest size to 1.</summary>
internal sealed class MaxAbsLayer(string name, int columns, int[]? selected) : NormalizerLayer(name, columns, selected)
{
    protected override (double Center, double Scale) Fit(int column, double[] values)
    {
        double largest = values.Max(Math.Abs);
        return (0, largest == 0 ? 1 : 1 / largest);
    }
}

/// <summary>Median 0 and a distance between two quantiles of 1.</summary>
internal sealed class RobustScaleLayer(string name, int columns, int[]? selected, double lower, double upper, bool center)
    : NormalizerLayer(name, columns, selected)
{
    protected override (double Center, double Scale) Fit(int column, double[] values)
    {
        double[] sorted = [.. values.Order()];
        double range = Quantile(sorted, upper) - Quantile(sorted, lower);
        return (center ? Quantile(sorted, 50) : 0, range == 0 ? 1 : 1 / range);
    }

    private static double Quantile(double[] sorted, double percent)
    {
        double place = percent * (sorted.Length - 1) / 100;
        int below = Math.Min((int)place, sorted.Length - 2);
        return sorted.Length == 1 ? sorted[0] : ((1 - (place - below)) * sorted[below]) + ((place - below) * sorted[below + 1]);
    }
}

/// <summary>
/// <c>y = ((x − center)·scale)·M</c>. The matrix is any: how it is fitted is not this layer's matter. Columns that are not selected pass through.
/// </summary>
internal sealed class WhitenLayer : Layer
{
    private const double LargestFoldedShift = 16;

    private readonly Parameter _center;
    private readonly Parameter _centerLow;
    private readonly Parameter _scale;
    private readonly Parameter _matrix;
    private readonly Parameter _deviation;
    private readonly int[]? _selected;
    private readonly bool _standardizes;
    private readonly int _inputs;
    private readonly int _outputs;

    public WhitenLayer(string name, int inputs, int outputs, int[]? selected, bool standardizes)
    {
        _center = new Parameter(name + ".center", [inputs]);
        _centerLow = new Parameter(name + ".center_low", [inputs]);
        _scale = new Parameter(name + ".scale", [inputs]);
        _matrix = new Parameter(name + ".matrix", [inputs, outputs]);
        _deviation = new Parameter(name + ".deviation", [outputs]);
        (_inputs, _outputs, _selected, _standardizes) = (inputs, outputs, selected, standardizes);
    }

    public override IReadOnlyList<Parameter> Statistics => [_center, _centerLow, _scale, _matrix, _deviation];

    public override Batch Forward(Batch x, Pass pass)
    {
        Batch y = x.WithColumns(_outputs);
        for (int row = 0; row < x.Rows; row++)
        {
            for (int i = 0; i < _inputs; i++)
            {
                double center = _center.Values[i] + _centerLow.Values[i];
                double value = (x.Row(row)[i] - center) * _scale.Values[i];
                double terms = Terms(x.Row(row)[i], center, value, i, pass);
                value = pass.Rounding.Apply(value, terms);
                for (int j = 0; j < _outputs; j++)
                {
                    double weight = _matrix.Values[(i * _outputs) + j];
                    y.Row(row)[j] += pass.Rounding.Apply(value * weight, terms * Math.Abs(weight) * (1 + Math.Sqrt(_inputs / 3.0)));
                }
            }
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        Batch dx = dy.WithColumns(_inputs);
        for (int row = 0; row < dy.Rows; row++)
        {
            for (int i = 0; i < _inputs; i++)
            {
                for (int j = 0; j < _outputs; j++)
                {
                    double term = dy.Row(row)[j] * _matrix.Values[(i * _outputs) + j] * _scale.Values[i];
                    dx.Row(row)[i] += pass.Rounding.Apply(term, Math.Abs(term) * (1 + Math.Sqrt(_outputs / 3.0)));
                }
            }
        }

        return dx;
    }

    public override void Draw(Random random, Batch x)
    {
        for (int i = 0; i < _inputs; i++)
        {
            double[] values = [.. Enumerable.Range(0, x.Rows).Select(row => x.Row(row)[i])];
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            bool acts = _selected is null || _selected.Contains(i);
            _center.Values[i] = acts ? Single(mean) : 0;
            _centerLow.Values[i] = acts ? Single(mean - _center.Values[i]) : 0;
            _scale.Values[i] = acts && _standardizes && deviation > 1e-12 * Math.Abs(mean) ? Single(1 / deviation) : 1;
        }

        int taken = 0;
        int components = _outputs - _inputs + (_selected?.Length ?? _inputs);
        int output = 0;
        for (int i = 0; i < _inputs; i++)
        {
            if (_selected is not null && !_selected.Contains(i))
            {
                _matrix.Values[(i * _outputs) + output++] = 1;
            }
            else if (taken++ < components)
            {
                for (int row = 0; row < _inputs; row++)
                {
                    bool acts = _selected is null || _selected.Contains(row);
                    _matrix.Values[(row * _outputs) + output] = acts ? Single(Normal(random) / Math.Sqrt(_inputs)) : 0;
                }

                output++;
            }
        }

        Batch y = Forward(x, Pass.Prediction);
        for (int j = 0; j < _outputs; j++)
        {
            double size = Math.Sqrt(Enumerable.Range(0, y.Rows).Average(row => y.Row(row)[j] * y.Row(row)[j]));
            _deviation.Values[j] = Single(Math.Max(size, 1e-3));
        }
    }

    /// <summary>Scale of the terms that make a value: a predictor may fold the shift into a bias, unless it is many deviations.</summary>
    private double Terms(double x, double center, double value, int column, Pass pass)
    {
        double together = Math.Abs(value) + Math.Abs(_centerLow.Values[column] * _scale.Values[column]);
        if (!pass.IsFolded)
        {
            return together;
        }

        double apart = together + Math.Abs(x * _scale.Values[column]) + Math.Abs(center * _scale.Values[column]);
        double largest = Enumerable.Range(0, _outputs).Max(j => Math.Abs(_matrix.Values[(column * _outputs) + j]) / _deviation.Values[j]);
        return IsAtInput ? Math.Min(apart, together + (LargestFoldedShift / largest)) : apart;
    }
}

/// <summary><c>y = scale·x + offset</c>.</summary>
internal sealed class RescaleLayer(double scale, double offset) : Layer
{
    public override bool IsAffine => true;

    public override Batch Forward(Batch x, Pass pass)
    {
        Batch y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            double product = scale * x.Values[i];
            y.Values[i] = pass.Rounding.Apply(product + offset, AffineScale(product, offset, product + offset, offset, pass));
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        Batch dx = dy.Like();
        for (int i = 0; i < dx.Values.Length; i++)
        {
            double value = dy.Values[i] * scale;
            dx.Values[i] = pass.Rounding.Apply(value, Math.Abs(value));
        }

        return dx;
    }
}
