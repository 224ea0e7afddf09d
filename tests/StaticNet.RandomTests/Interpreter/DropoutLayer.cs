namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = x·mask/(1 − rate)</c>.</summary>
internal sealed class DropoutLayer(string name, double rate) : NoiseLayer(name)
{
    protected override double DrawOne(Random random) => random.NextDouble() < rate ? 0 : 1;

    protected override (double Result, double Scale) Apply(double x, double noise)
    {
        double result = x * noise / (1 - rate);
        return (result, rate == 0 ? 0 : Math.Abs(result));
    }

    protected override (double Result, double Scale) ApplyToGradient(double dy, double noise) => Apply(dy, noise);
}
