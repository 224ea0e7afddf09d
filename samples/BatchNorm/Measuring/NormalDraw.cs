namespace BatchNormExperiments;

/// <summary>Standard normal draws, by Box and Muller's method.</summary>
internal static class NormalDraw
{
    public static double Next(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
