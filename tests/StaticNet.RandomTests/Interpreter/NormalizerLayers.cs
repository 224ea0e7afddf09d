namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = (x − center)·scale</c> a column, fitted to data; the centre is held in two parts.</summary>
internal abstract class NormalizerLayer : Layer
{
    private readonly Parameter _center;
    private readonly Parameter _centerLow;
    private readonly Parameter _scale;

    protected NormalizerLayer(string name, int columns)
    {
        _center = new Parameter(name + ".center", [columns]);
        _centerLow = new Parameter(name + ".center_low", [columns]);
        _scale = new Parameter(name + ".scale", [columns]);
    }

    public override bool IsAffine => true;

    public override IReadOnlyList<Parameter> Statistics => [_center, _centerLow, _scale];

    /// <summary>The centre as the sum of its parts.</summary>
    public double Center(int column) => _center.Values[column] + _centerLow.Values[column];

    public double Scale(int column) => _scale.Values[column];

    public override Batch Forward(Batch x, Pass pass)
    {
        Batch y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            int column = i % x.Columns;
            double scale = Scale(column);
            double value = (x.Values[i] - Center(column)) * scale;
            double rounding = AffineScale(x.Values[i] * scale, Center(column) * scale, value, _centerLow.Values[column] * scale, pass);
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

            (double center, double scale) = Fit(values);
            _center.Values[column] = Single(center);
            _centerLow.Values[column] = Single(center - _center.Values[column]);
            _scale.Values[column] = Single(scale);
        }
    }

    protected abstract (double Center, double Scale) Fit(double[] values);
}

/// <summary>Mean 0 and deviation 1, divisor n; a column that is constant is only centred.</summary>
internal sealed class StandardizeLayer(string name, int columns) : NormalizerLayer(name, columns)
{
    protected override (double Center, double Scale) Fit(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return (mean, deviation <= 1e-12 * Math.Abs(mean) ? 1 : 1 / deviation);
    }
}

/// <summary>The least value to a lower bound and the largest to an upper one; a constant column to the lower one.</summary>
internal sealed class MinMaxLayer(string name, int columns, double low, double high) : NormalizerLayer(name, columns)
{
    protected override (double Center, double Scale) Fit(double[] values)
    {
        double range = values.Max() - values.Min();
        double scale = range == 0 ? high - low : (high - low) / range;
        return (values.Min() - (low / scale), scale);
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
