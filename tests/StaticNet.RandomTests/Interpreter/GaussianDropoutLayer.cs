namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = x·noise</c>, noise normal of mean 1 and deviation <c>√(rate/(1 − rate))</c>.</summary>
internal sealed class GaussianDropoutLayer(string name, double rate) : NoiseLayer(name)
{
    protected override double DrawOne(Random random) => 1 + (Math.Sqrt(rate / (1 - rate)) * Normal(random));

    protected override (double Result, double Scale) Apply(double x, double noise) => (x * noise, rate == 0 ? 0 : Math.Abs(x * noise));

    protected override (double Result, double Scale) ApplyToGradient(double dy, double noise) => Apply(dy, noise);
}
