namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>x</c> above 0 and <c>slope·x</c> elsewhere, with a trained slope a column or one for all.</summary>
internal sealed class PReluLayer : Layer
{
    private readonly KinkedValues _kinks = new([0]);
    private readonly Parameter _slope;
    private Batch _x = null!;

    public PReluLayer(string name, int columns, bool shared, string suffix = "slope") =>
        _slope = new Parameter($"{name}.{suffix}", [shared ? 1 : columns]);

    public override IReadOnlyList<Parameter> Parameters => [_slope];

    public override KinkedValues? Kinks => _kinks;

    public override Batch Forward(Batch x, Pass pass)
    {
        _x = x;
        _kinks.Take(x.Values, static value => value > 0 ? 1 : 0, pass);
        Batch y = x.Like();
        for (int i = 0; i < y.Values.Length; i++)
        {
            double value = x.Values[i];
            double product = value * _slope.Values[SlopeOf(i)];
            y.Values[i] = value > 0 ? value : pass.Rounding.Apply(product, Math.Abs(product));
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        Batch dx = dy.Like();
        var gradient = new double[_slope.Count];
        for (int i = 0; i < dx.Values.Length; i++)
        {
            bool isPositive = _kinks.Region(i, pass) == 1;
            double product = dy.Values[i] * _slope.Values[SlopeOf(i)];
            dx.Values[i] = isPositive ? dy.Values[i] : pass.Rounding.Apply(product, Math.Abs(product));

            // Continuous at the kink, so the side of it does not matter.
            double part = dy.Values[i] * Math.Min(_x.Values[i], 0);
            gradient[SlopeOf(i)] += pass.Rounding.Apply(part, Math.Abs(part));
        }

        _slope.Gradient = gradient;
        return dx;
    }

    public override void Draw(Random random, Batch x)
    {
        for (int i = 0; i < _slope.Count; i++)
        {
            _slope.Values[i] = Single((1.5 * random.NextDouble()) - 0.5);
        }
    }

    private int SlopeOf(int index) => _slope.Count == 1 ? 0 : index % _slope.Count;
}
