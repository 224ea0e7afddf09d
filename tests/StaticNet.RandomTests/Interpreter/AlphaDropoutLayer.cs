namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = a·x + b</c> where the mask is one, <c>a·α′ + b</c> where it is zero.</summary>
internal sealed class AlphaDropoutLayer : NoiseLayer
{
    private const double Dropped = -1.6732632423543772 * 1.0507009873554805;

    private readonly double _rate;
    private readonly double _scale;
    private readonly double _shift;

    public AlphaDropoutLayer(string name, double rate)
        : base(name)
    {
        _rate = rate;
        _scale = Math.Pow((1 - rate) * (1 + (rate * Dropped * Dropped)), -0.5);
        _shift = -_scale * Dropped * rate;
    }

    protected override double DrawOne(Random random) => random.NextDouble() < _rate ? 0 : 1;

    protected override (double Result, double Scale) Apply(double x, double noise)
    {
        double scaled = _scale * ((x * noise) + (Dropped * (1 - noise)));
        return (scaled + _shift, _rate == 0 ? 0 : Math.Abs(scaled) + Math.Abs(_shift));
    }

    protected override (double Result, double Scale) ApplyToGradient(double dy, double noise)
    {
        double result = dy * noise * _scale;
        return (result, _rate == 0 ? 0 : Math.Abs(result));
    }
}
