namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = x/scale + center</c> a column: from standardised targets back to their units. The loss standardises the targets instead.</summary>
internal sealed class TargetStandardizeLayer(int columns) : Layer
{
    private const string Name = "targetstandardize1";

    private readonly Parameter _center = new(Name + ".center", [columns]);
    private readonly Parameter _centerLow = new(Name + ".center_low", [columns]);
    private readonly Parameter _scale = new(Name + ".scale", [columns]);

    public override IReadOnlyList<Parameter> Statistics => [_center, _centerLow, _scale];

    public override Batch Forward(Batch x, Pass pass)
    {
        Batch y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            double product = x.Values[i] / _scale.Values[i % columns];
            double shift = Center(i % columns);

            // As part of a bias, the shift is rounded with every product that is added to it.
            double rounding = Math.Abs(product) + ((pass.IsFolded ? 4 : 1) * Math.Abs(shift));
            y.Values[i] = pass.Rounding.Apply(product + shift, rounding);
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        Batch dx = dy.Like();
        for (int i = 0; i < dx.Values.Length; i++)
        {
            double value = dy.Values[i] / _scale.Values[i % columns];
            dx.Values[i] = pass.Rounding.Apply(value, Math.Abs(value));
        }

        return dx;
    }

    /// <summary>Targets as the loss takes them.</summary>
    public double[] Standardized(double[] targets, Pass pass) =>
    [
        .. targets.Select((target, i) =>
        {
            double value = (target - Center(i % columns)) * _scale.Values[i % columns];
            return pass.Rounding.Apply(value, 3 * Math.Abs(value));
        }),
    ];

    /// <summary>A target of column <paramref name="column"/> in its unit, from a standardised one.</summary>
    public double Restored(double target, int column) => (target / _scale.Values[column]) + Center(column);

    public override void Draw(Random random, Batch x)
    {
        for (int column = 0; column < columns; column++)
        {
            double center = 60 * ((2 * random.NextDouble()) - 1);
            _center.Values[column] = Single(center);
            _centerLow.Values[column] = Single(center - _center.Values[column]);
            _scale.Values[column] = Single(Math.Pow(10, (2 * random.NextDouble()) - 1));
        }
    }

    private double Center(int column) => _center.Values[column] + _centerLow.Values[column];
}
