using System.Diagnostics;
using System.Globalization;
using StaticNet;

namespace Scoring;

/// <summary>Predicts rows as they come, a batch at a time, and writes a line for each.</summary>
internal static class StreamScorer
{
    /// <summary>After so many rows, memory is what it will stay.</summary>
    public const int FirstCheck = 10_000;

    private const int Batch = 256;

    /// <summary>Scores all rows. The file is there when all is written, or not at all.</summary>
    /// <param name="predictor">Gives one probability a row.</param>
    /// <param name="rows">Features, in an array that the next row may overwrite.</param>
    /// <param name="path">The file of scores: a probability a line, in the order of the rows.</param>
    public static ScoringResult Run(PaymentNet.Predictor predictor, IEnumerable<float[]> rows, string path)
    {
        var features = new float[Batch * PaymentNet.InputSize];
        var probabilities = new float[Batch];
        var line = new char[32];
        long count = 0, nextCheck = FirstCheck, firstMemory = 0, peakMemory = 0;
        var watch = Stopwatch.StartNew();
        AtomicFile.Write(path, stream =>
        {
            using var scores = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            scores.WriteLine("fraud");
            int filled = 0;
            foreach (float[] row in rows)
            {
                row.CopyTo(features.AsSpan(filled * PaymentNet.InputSize));
                count++;
                if (++filled == Batch)
                {
                    Score(filled);
                    filled = 0;
                }

                if (count == nextCheck)
                {
                    long memory = MemoryInUse(watch);
                    firstMemory = firstMemory == 0 ? memory : firstMemory;
                    peakMemory = Math.Max(peakMemory, memory);
                    nextCheck *= 2;
                }
            }

            Score(filled);
            peakMemory = Math.Max(peakMemory, MemoryInUse(watch));

            void Score(int batch)
            {
                predictor.Predict(features.AsSpan(0, batch * PaymentNet.InputSize), probabilities.AsSpan(0, batch));
                for (int i = 0; i < batch; i++)
                {
                    probabilities[i].TryFormat(line, out int length, "F4", CultureInfo.InvariantCulture);
                    scores.WriteLine(line.AsSpan(0, length));
                }
            }
        });
        return new ScoringResult(count, watch.Elapsed, firstMemory, peakMemory);
    }

    /// <summary>What is in use and not merely not collected yet; the watch stands meanwhile.</summary>
    private static long MemoryInUse(Stopwatch watch)
    {
        watch.Stop();
        long memory = GC.GetTotalMemory(forceFullCollection: true);
        watch.Start();
        return memory;
    }
}
