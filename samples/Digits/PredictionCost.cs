using System.Diagnostics;
using StaticNet;

namespace Digits;

/// <summary>What one prediction costs.</summary>
/// <param name="MedianMicroseconds">Half of the measurements gave more a prediction.</param>
/// <param name="AllocatedBytes">Bytes allocated by all predictions together.</param>
/// <param name="Calls">Predictions measured.</param>
internal sealed record PredictionCost(double MedianMicroseconds, long AllocatedBytes, int Calls)
{
    private const int Measurements = 1000;

    /// <summary>Predictions a measurement: a clock is too coarse for a single one.</summary>
    private const int CallsPerMeasurement = 10;

    /// <summary>Measures predictions of single rows of <paramref name="data"/>, after as many to warm up.</summary>
    public static PredictionCost Measure(Predictor predictor, MemoryDataSet data)
    {
        var ticks = new long[Measurements];
        Predict(predictor, data, ticks);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Predict(predictor, data, ticks);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        double microseconds = Median.Of(ticks.Select(elapsed => Stopwatch.GetElapsedTime(0, elapsed).TotalMicroseconds));
        return new PredictionCost(microseconds / CallsPerMeasurement, allocated, Measurements * CallsPerMeasurement);
    }

    private static void Predict(Predictor predictor, MemoryDataSet data, Span<long> ticks)
    {
        Span<float> probabilities = stackalloc float[data.ClassCount];
        int row = 0;
        for (int measurement = 0; measurement < ticks.Length; measurement++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < CallsPerMeasurement; call++)
            {
                predictor.Predict(data.Row(row), probabilities);
                row = (row + 1) % data.Count;
            }

            ticks[measurement] = Stopwatch.GetTimestamp() - start;
        }
    }
}
