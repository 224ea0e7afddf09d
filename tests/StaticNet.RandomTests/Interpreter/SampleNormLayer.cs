namespace StaticNet.RandomTests.Interpreter;

/// <summary>Layer, group and root mean square normalisation: statistics of each sample, or position, and group of columns alone.</summary>
internal sealed class SampleNormLayer : Layer
{
    private readonly int _columns;
    private readonly int _positions;
    private readonly int _groups;
    private readonly Parameter? _gamma;
    private readonly Parameter? _beta;
    private Batch _x = null!;
    private double[] _mean = [];
    private double[] _inverseDeviation = [];

    /// <param name="name">The layer's name.</param>
    /// <param name="columns">Columns of the last axis.</param>
    /// <param name="positions">Rows that share statistics.</param>
    /// <param name="groups">Groups of columns.</param>
    /// <param name="center">Whether there is a β.</param>
    /// <param name="scale">Whether there is a γ.</param>
    public SampleNormLayer(string name, int columns, int positions, int groups, bool center, bool scale)
    {
        _columns = columns;
        _positions = positions;
        _groups = groups;
        _gamma = scale ? new Parameter(name + ".gamma", [columns]) : null;
        _beta = center ? new Parameter(name + ".beta", [columns]) : null;
    }

    public double Epsilon { get; init; } = 1e-3;

    /// <summary>Whether a mean is subtracted.</summary>
    public bool IsCentered { get; init; } = true;

    public override IReadOnlyList<Parameter> Parameters => [.. new[] { _gamma, _beta }.OfType<Parameter>()];

    private double Count => (double)_positions * _columns / _groups;

    public override Batch Forward(Batch x, Pass pass)
    {
        _x = x;
        int regions = x.Values.Length / _columns / _positions * _groups;
        _mean = new double[regions];
        var variance = new double[regions];
        var farthest = new double[regions];
        for (int i = 0; IsCentered && i < x.Values.Length; i++)
        {
            // Differences to the first value, so that equal values have exactly their mean.
            _mean[RegionOf(i)] += (x.Values[i] - First(i)) / Count;
        }

        for (int i = 0; IsCentered && i < x.Values.Length; i += _columns / _groups)
        {
            if (i == FirstIndex(i))
            {
                _mean[RegionOf(i)] += x.Values[i];
            }
        }

        for (int i = 0; i < x.Values.Length; i++)
        {
            double difference = x.Values[i] - _mean[RegionOf(i)];
            variance[RegionOf(i)] += difference * difference / Count;
            farthest[RegionOf(i)] = Math.Max(farthest[RegionOf(i)], Math.Abs(difference));
        }

        _inverseDeviation = new double[regions];
        for (int region = 0; region < regions; region++)
        {
            if (IsCentered)
            {
                // The mean is that of the differences to some value, the farthest perhaps.
                _mean[region] = pass.Rounding.Apply(_mean[region], 2 * farthest[region]);
            }

            double inverse = 1 / Math.Sqrt(pass.Rounding.Apply(variance[region], 2 * variance[region]) + Epsilon);
            _inverseDeviation[region] = pass.Rounding.Apply(inverse, inverse);
        }

        Batch y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            double scaled = Normalized(i) * Gamma(i);
            double beta = _beta?.Values[i % _columns] ?? 0;
            y.Values[i] = pass.Rounding.Apply(scaled + beta, Math.Abs(scaled) + Math.Abs(beta));
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        int regions = _mean.Length;
        double[] gradients = Sums(dy, regions, RegionOf, (i, gradient) => gradient * Gamma(i), pass);
        double[] products = Sums(dy, regions, RegionOf, (i, gradient) => gradient * Gamma(i) * Normalized(i), pass);
        Batch dx = dy.Like();
        for (int i = 0; i < dx.Values.Length; i++)
        {
            double gradient = dy.Values[i] * Gamma(i);
            double meanPart = IsCentered ? gradients[RegionOf(i)] / Count : 0;
            double deviationPart = Normalized(i) * products[RegionOf(i)] / Count;
            double scale = Math.Abs(gradient) + Math.Abs(meanPart) + Math.Abs(deviationPart);
            double inverse = _inverseDeviation[RegionOf(i)];
            dx.Values[i] = pass.Rounding.Apply(inverse * (gradient - meanPart - deviationPart), inverse * scale);
        }

        if (_gamma is not null)
        {
            _gamma.Gradient = Sums(dy, _columns, i => i % _columns, (i, gradient) => gradient * Normalized(i), pass);
        }

        if (_beta is not null)
        {
            _beta.Gradient = Sums(dy, _columns, i => i % _columns, static (_, gradient) => gradient, pass);
        }

        return dx;
    }

    public override void Draw(Random random, Batch x)
    {
        for (int column = 0; column < _columns; column++)
        {
            if (_gamma is not null)
            {
                _gamma.Values[column] = Single((random.Next(8) == 0 ? -1 : 1) * (0.5 + random.NextDouble()));
            }

            if (_beta is not null)
            {
                _beta.Values[column] = Single(0.5 * Normal(random));
            }
        }
    }

    private static double[] Sums(Batch dy, int count, Func<int, int> placeOf, Func<int, double, double> term, Pass pass)
    {
        var sums = new double[count];
        var squares = new double[count];
        for (int i = 0; i < dy.Values.Length; i++)
        {
            double value = term(i, dy.Values[i]);
            sums[placeOf(i)] += value;
            squares[placeOf(i)] += value * value;
        }

        for (int i = 0; i < count; i++)
        {
            sums[i] = pass.Rounding.Apply(sums[i], Rounding.ScaleOfSum(sums[i], squares[i], dy.Values.Length / count));
        }

        return sums;
    }

    private double Normalized(int i) => (_x.Values[i] - _mean[RegionOf(i)]) * _inverseDeviation[RegionOf(i)];

    private double Gamma(int i) => _gamma?.Values[i % _columns] ?? 1;

    private double First(int i) => _x.Values[FirstIndex(i)];

    private int FirstIndex(int i) => (i / _columns / _positions * _positions * _columns) + (GroupOf(i) * (_columns / _groups));

    private int GroupOf(int i) => i % _columns / (_columns / _groups);

    private int RegionOf(int i) => (i / _columns / _positions * _groups) + GroupOf(i);
}
