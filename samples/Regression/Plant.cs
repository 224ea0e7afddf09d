using StaticNet;

namespace Regression;

/// <summary>
/// A plant that is made up, so that its law is known: power in watts, some hundred thousand, and a loss of some hundredths of a kilogram an hour, with
/// normally distributed noise on both.
/// </summary>
internal static class Plant
{
    /// <summary>Standard deviation of what is measured around the law, of power and loss.</summary>
    public static double[] Noise { get; } = [3_000, 0.002];

    /// <summary>Names of the inputs, in their order.</summary>
    public static string[] Inputs { get; } = ["temperature", "pressure", "flow"];

    /// <summary>Names of the outputs, in their order.</summary>
    public static string[] Outputs { get; } = ["power", "loss"];

    /// <summary>What the plant gives without noise: temperature in °C, pressure in bar, flow in m³/h.</summary>
    public static double[] Law(ReadOnlySpan<float> input)
    {
        (double temperature, double pressure, double flow) = (input[0], input[1], input[2]);
        double power = 60_000 + (9_000 * flow * (1 - Math.Exp(-pressure / 4))) - (40 * Math.Pow(temperature - 65, 2));
        double loss = 0.01 + (0.03 / (1 + Math.Exp((60 - temperature) / 8))) + (0.0004 * flow * pressure);
        return [power, loss];
    }

    /// <summary>Measurements with noise.</summary>
    public static MemoryDataSet Measure(int rows, int seed)
    {
        var random = new Random(seed);
        return DataSet.FromRows(Enumerable.Range(0, rows).Select(_ => Row()), static input => input).WithNames(featureNames: Inputs);

        (float[] Input, float[] Targets) Row()
        {
            float[] input = [Between(20, 100), Between(1, 12), Between(2, 10)];
            double[] law = Law(input);
            return (input, [(float)(law[0] + (Noise[0] * Normal())), (float)(law[1] + (Noise[1] * Normal()))]);
        }

        float Between(double least, double most) => (float)(least + ((most - least) * random.NextDouble()));

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
