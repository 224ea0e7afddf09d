namespace StaticNet.RandomTests.Interpreter;

/// <summary>Noise in training, by given numbers, one a value; nothing when predicting.</summary>
internal abstract class NoiseLayer(string name) : Layer
{
    public string Name { get; } = name;

    /// <summary>What the layer would draw: for Dropout a mask of zeros and ones.</summary>
    public double[] Noise { get; set; } = [];

    public override Batch Forward(Batch x, Pass pass) => pass.IsTraining ? Map(x, Apply, pass) : x;

    public override Batch Backward(Batch dy, Pass pass) => Map(dy, ApplyToGradient, pass);

    public override void Draw(Random random, Batch x)
    {
        Noise = new double[x.Values.Length];
        for (int i = 0; i < Noise.Length; i++)
        {
            Noise[i] = Single(DrawOne(random));
        }
    }

    protected abstract double DrawOne(Random random);

    /// <summary>The result, and the scale of its rounding, 0 where nothing is rounded.</summary>
    protected abstract (double Result, double Scale) Apply(double x, double noise);

    /// <summary>Likewise, of the gradient.</summary>
    protected abstract (double Result, double Scale) ApplyToGradient(double dy, double noise);

    private Batch Map(Batch x, Func<double, double, (double Result, double Scale)> function, Pass pass)
    {
        Batch y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            (double result, double scale) = function(x.Values[i], Noise[i]);
            y.Values[i] = scale == 0 ? result : pass.Rounding.Apply(result, scale);
        }

        return y;
    }
}
