using System.Diagnostics;
using StaticNet.CheckpointWriter;

namespace StaticNet.SurvivalTests;

/// <summary>One predictor, many threads. Alone in the process, so that all processors are its own.</summary>
[Collection(nameof(Unshared))]
public sealed class PredictorLoadTests
{
    private const int Threads = 8, Inputs = 64, Batch = 7;

    [Fact]
    public void Threads_share_a_predictor_without_a_failure_or_an_allocation()
    {
        var network = new LargeSurvivor(seed: 7);
        network.Fit(Course.Data(), Course.Options(3, null));
        Run("large", network.ToPredictor(), Counts.Of("STATICNET_PREDICTIONS", 1_000_000) / 10);
    }

    [Fact]
    public void Threads_share_a_small_predictor_too()
    {
        var network = new SmallSurvivor(seed: 7);
        network.Fit(Course.Data(), Course.Options(3, null));
        Run("small", network.ToPredictor(), Counts.Of("STATICNET_PREDICTIONS", 1_000_000) * 9 / 10);
    }

    private static void Run(string name, Predictor predictor, int predictions)
    {
        var expected = new Expected(predictor);
        var watch = Stopwatch.StartNew();
        using var start = new Barrier(Threads);
        int share = (predictions + Threads - 1) / Threads;
        Worker[] workers = [.. Enumerable.Range(0, Threads).Select(thread => new Worker(expected, thread, share, start))];
        Thread[] threads = [.. workers.Select(static worker => new Thread(worker.Run))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());

        Assert.All(workers, static worker => Assert.Null(worker.Failure));
        Assert.All(workers, static worker => Assert.Equal(0, worker.Wrong));
        Assert.All(workers, static worker => Assert.Equal(0, worker.Allocated));
        long made = workers.Sum(static worker => worker.Predictions);
        Assert.True(made >= predictions);
        Counts.Print(FormattableString.Invariant(
            $"{name}: {made} predictions by {Threads} threads, each as expected to the bit, ")
            + FormattableString.Invariant($"0 bytes allocated ({watch.Elapsed.TotalSeconds:F1} s)"));
    }

    /// <summary>Inputs, and what one thread alone makes of them: in batches, each alone, and as classes.</summary>
    private sealed class Expected
    {
        public Expected(Predictor predictor)
        {
            Predictor = predictor;
            Width = predictor.Layout.InputSize;
            Classes = predictor.Layout.OutputSize;
            MemoryDataSet data = Course.Data(Inputs, seed: 5);
            Features = [.. Enumerable.Range(0, Inputs).SelectMany(row => data.Row(row).ToArray())];
            Batched = new float[Inputs * Classes];
            predictor.Predict(Features, Batched);
            Single = new float[Inputs * Classes];
            Labels = new int[Inputs];
            for (int row = 0; row < Inputs; row++)
            {
                predictor.Predict(Features.AsSpan(row * Width, Width), Single.AsSpan(row * Classes, Classes));
                Labels[row] = predictor.Classify(Features.AsSpan(row * Width, Width));
            }
        }

        public Predictor Predictor { get; }

        public int Width { get; }

        public int Classes { get; }

        public float[] Features { get; }

        public float[] Batched { get; }

        public float[] Single { get; }

        public int[] Labels { get; }
    }

    private sealed class Worker(Expected expected, int number, int predictions, Barrier start)
    {
        public long Predictions { get; private set; }

        public long Wrong { get; private set; }

        public long Allocated { get; private set; } = -1;

        public Exception? Failure { get; private set; }

        public void Run()
        {
            try
            {
                Span<float> output = stackalloc float[Batch * 3];
                var workspace = new float[expected.Predictor.WorkspaceLength];
                Round(number, output, workspace);
                Predictions = 0;
                start.SignalAndWait();
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int round = number; Predictions < predictions; round++)
                {
                    Round(round, output, workspace);
                }

                Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }
            catch (Exception exception)
            {
                Failure = exception;
            }
        }

        /// <summary>A batch on the stack, the same batch in the thread's own workspace, one row alone, and its class.</summary>
        private void Round(int round, Span<float> output, float[] workspace)
        {
            int row = (int)((uint)(round * 31) % (Inputs - Batch));
            ReadOnlySpan<float> batch = expected.Features.AsSpan(row * expected.Width, Batch * expected.Width);
            ReadOnlySpan<float> one = batch[..expected.Width];
            expected.Predictor.Predict(batch, output);
            Check(output.SequenceEqual(expected.Batched.AsSpan(row * expected.Classes, output.Length)));
            output.Clear();
            expected.Predictor.Predict(batch, output, workspace);
            Check(output.SequenceEqual(expected.Batched.AsSpan(row * expected.Classes, output.Length)));
            Span<float> first = output[..expected.Classes];
            expected.Predictor.Predict(one, first);
            Check(first.SequenceEqual(expected.Single.AsSpan(row * expected.Classes, first.Length)));
            Check(expected.Predictor.Classify(one) == expected.Labels[row]);
        }

        private void Check(bool right)
        {
            Predictions++;
            Wrong += right ? 0 : 1;
        }
    }
}
