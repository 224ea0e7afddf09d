using System.Diagnostics;

namespace StaticNet.Tool.Commands;

/// <summary>What predicting a batch costs.</summary>
/// <param name="Rows">Rows of the batch.</param>
/// <param name="Median">Seconds a call, half the measurements being below.</param>
/// <param name="Percentile99">Seconds a call, 99 of 100 measurements being below.</param>
/// <param name="AllocatedBytes">Bytes a call allocates.</param>
internal sealed record LatencyFigures(int Rows, double Median, double Percentile99, long AllocatedBytes)
{
    /// <summary>A measurement takes at least so long, so that the clock's own time does not count.</summary>
    private const double LeastSeconds = 20e-6;

    private const double WarmUpShare = 0.3;

    private const int LeastWarmUpCalls = 100;

    private const int MostCallsInOne = 1 << 20;

    public double RowsPerSecond => Rows / Median;

    public static LatencyFigures Measure(Predictor predictor, float[] samples, int rows, TimeSpan duration)
    {
        var output = new float[rows * predictor.Layout.OutputSize];
        long start = Stopwatch.GetTimestamp();
        for (int calls = 0; calls < LeastWarmUpCalls || Stopwatch.GetElapsedTime(start) < duration * WarmUpShare; calls++)
        {
            predictor.Predict(samples, output);
        }

        int inOne = 1;
        while (inOne < MostCallsInOne && Seconds(inOne) < LeastSeconds)
        {
            inOne *= 2;
        }

        var times = new List<double>();
        long allocated = FewestBytes(() => predictor.Predict(samples, output));
        start = Stopwatch.GetTimestamp();
        do
        {
            times.Add(Seconds(inOne) / inOne);
        }
        while (Stopwatch.GetElapsedTime(start) < duration);

        times.Sort();
        return new LatencyFigures(rows, times[times.Count / 2], times[Math.Min(times.Count - 1, times.Count * 99 / 100)], allocated);

        double Seconds(int calls)
        {
            long before = Stopwatch.GetTimestamp();
            for (int i = 0; i < calls; i++)
            {
                predictor.Predict(samples, output);
            }

            return Stopwatch.GetElapsedTime(before).TotalSeconds;
        }
    }

    /// <summary>Of several calls, since the runtime may allocate for itself during one.</summary>
    private static long FewestBytes(Action call)
    {
        long fewest = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
