namespace StaticNet.Onnx.Tests;

/// <summary>Networks as they are after a training, but drawn: nothing in them is zero, one or equal by chance.</summary>
internal static class TestNetworks
{
    public const int Rows = 7;

    /// <summary>One of each network, by the name of its class.</summary>
    public static Network Create(string name)
    {
        Network network = name switch
        {
            nameof(MlpNet) => new MlpNet(3),
            nameof(ImageNet) => new ImageNet(3),
            nameof(SequenceNet) => new SequenceNet(3),
            nameof(ResidualNet) => new ResidualNet(3),
            nameof(ActivationsNet) => new ActivationsNet(3),
            nameof(WhitenedNet) => new WhitenedNet(3),
            nameof(ScaledNet) => new ScaledNet(3),
            nameof(TypedNet) => new TypedNet(3),
            nameof(TargetNet) => new TargetNet(3),
            nameof(BoundedTargetNet) => new BoundedTargetNet(3),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        Draw(network);
        return network;
    }

    /// <summary>Samples of unequal columns, the second far from zero.</summary>
    public static float[] Samples(Network network, int rows, int seed)
    {
        var random = new Random(seed);
        int size = network.Layout.InputSize;
        var samples = new float[rows * size];
        for (int i = 0; i < samples.Length; i++)
        {
            int column = i % size;
            samples[i] = (float)(((random.NextDouble() - 0.5) * (1 + column)) + (column == 2 ? 700 : 0.3 * column));
        }

        return samples;
    }

    private static void Draw(Network network)
    {
        var random = new Random(11);
        foreach (ParameterView view in network.Parameters.Concat(network.Statistics))
        {
            (double low, double high) = view.Name.Split('.')[^1] switch
            {
                "gamma" => (0.5, 1.5),
                "moving_variance" => (0.2, 2),
                "slope" => (0.1, 0.4),
                _ => (-0.7, 0.7),
            };
            view.CopyFrom([.. Enumerable.Range(0, view.Count).Select(_ => (float)(low + ((high - low) * random.NextDouble())))]);
        }

        const int Count = 200;
        float[] targets = [.. Enumerable.Range(0, Count * network.Layout.OutputSize).Select(i => (float)((random.NextDouble() * (1 + (i % 3))) + 30))];
        network.FitNormalizers(DataSet.FromArrays(Samples(network, Count, 5), network.Layout.InputSize, targets, network.Layout.OutputSize));
    }
}
