namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = x·mask/(1 − rate)</c> in training, by a given mask of zeros and ones.</summary>
internal sealed class DropoutLayer(string name, double rate) : Layer
{
    public string Name { get; } = name;

    public double[] Mask { get; set; } = [];

    public override Batch Forward(Batch x, Pass pass) => pass.IsTraining ? Multiply(x, pass) : x;

    public override Batch Backward(Batch dy, Pass pass) => Multiply(dy, pass);

    public override void Draw(Random random, Batch x)
    {
        Mask = new double[x.Values.Length];
        for (int i = 0; i < Mask.Length; i++)
        {
            Mask[i] = random.NextDouble() < rate ? 0 : 1;
        }
    }

    private Batch Multiply(Batch x, Pass pass)
    {
        Batch y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            double value = x.Values[i] * Mask[i] / (1 - rate);
            y.Values[i] = rate == 0 ? value : pass.Rounding.Apply(value, Math.Abs(value));
        }

        return y;
    }
}
