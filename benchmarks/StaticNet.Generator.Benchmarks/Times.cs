using System.Diagnostics;

namespace StaticNet.Generator.Benchmarks;

/// <summary>How long things take, in milliseconds.</summary>
internal static class Times
{
    /// <summary>Runs <paramref name="action"/> once.</summary>
    public static double Of(Action action)
    {
        long began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
