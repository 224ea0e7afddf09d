using System.Diagnostics;
using StaticNet;

namespace Digits;

/// <summary>What one prediction costs.</summary>
/// <param name="MedianMicroseconds">Half of the predictions took longer.</param>
/// <param name="AllocatedBytes">Bytes allocated by all of them together.</param>
/// <param name="Calls">How many were measured.</param>
internal sealed record PredictionCost(double MedianMicroseconds, long AllocatedBytes, int Calls)
{
    private const int MeasuredCalls = 10_000;

    /// <summary>Measures predictions of single rows of <paramref name="data"/>, after as many to warm up.</summary>
    public static PredictionCost Measure(Predictor predictor, MemoryDataSet data)
    {
        var ticks = new long[MeasuredCalls];
        Predict(predictor, data, ticks);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Predict(predictor, data, ticks);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(ticks);
        double microseconds = Stopwatch.GetElapsedTime(0, ticks[ticks.Length / 2]).TotalMicroseconds;
        return new PredictionCost(microseconds, allocated, MeasuredCalls);
    }

    private static void Predict(Predictor predictor, MemoryDataSet data, Span<long> ticks)
    {
        Span<float> probabilities = stackalloc float[data.ClassCount];
        for (int call = 0; call < ticks.Length; call++)
        {
            ReadOnlySpan<float> pixels = data.Row(call % data.Count);
            long start = Stopwatch.GetTimestamp();
            predictor.Predict(pixels, probabilities);
            ticks[call] = Stopwatch.GetTimestamp() - start;
        }
    }
}
