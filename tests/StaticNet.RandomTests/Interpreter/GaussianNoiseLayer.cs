namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = x + noise</c>, noise normal of mean 0.</summary>
internal sealed class GaussianNoiseLayer(string name, double deviation) : NoiseLayer(name)
{
    protected override double DrawOne(Random random) => deviation * Normal(random);

    protected override (double Result, double Scale) Apply(double x, double noise) => (x + noise, deviation == 0 ? 0 : Math.Abs(x + noise));

    protected override (double Result, double Scale) ApplyToGradient(double dy, double noise) => (dy, 0);
}
