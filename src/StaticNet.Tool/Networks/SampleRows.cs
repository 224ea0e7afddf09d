namespace StaticNet.Tool.Networks;

/// <summary>Rows as a network might meet them: normal numbers, stretched to the columns that its first scaler was fitted to.</summary>
internal static class SampleRows
{
    public static float[] Draw(Network network, int rows, int seed)
    {
        NetworkLayout layout = network.Layout;
        (float[]? center, float[]? scale) = Scaler(network);
        float range = network.GetType().GetCustomAttributes(typeof(RescaleAttribute), inherit: false) is [RescaleAttribute { Scale: not 0 } rescale, ..]
            ? (float)(1 / Math.Abs(rescale.Scale))
            : 1;
        var random = new Random(seed);
        var values = new float[rows * layout.InputSize];
        for (int i = 0; i < values.Length; i++)
        {
            // Box and Muller.
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            int column = center is null ? 0 : i % center.Length;
            values[i] = center is null
                ? (float)normal * range
                : center[column] + (float)(scale![column] == 0 ? 0 : normal / scale[column]);
        }

        return values;
    }

    private static (float[]? Center, float[]? Scale) Scaler(Network network)
    {
        float[]? Statistic(string suffix) => network.Layout.Normalizers
            .Select(layout => network.Statistics.FirstOrDefault(view => view.Name == $"{layout.Name}.{suffix}"))
            .FirstOrDefault(static view => view is not null)?.ToArray();

        float[]? center = Statistic("center");
        return center?.Length == network.Layout.InputShape[^1] ? (center, Statistic("scale")) : (null, null);
    }
}
