using StaticNet.RandomTests.Architectures;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Comparison;

/// <summary>An architecture and how it is put to the test; parameters and data follow from the seed.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Batch">Samples of a training batch.</param>
/// <param name="PredictionBatch">Samples that are predicted.</param>
/// <param name="SpareCapacity">Samples that memory is reserved for beyond a training batch.</param>
/// <param name="Optimizer">What trains it.</param>
/// <param name="Seed">Decides parameters and data.</param>
internal sealed record Trial(
    Architecture Architecture, int Batch, int PredictionBatch, int SpareCapacity, OptimizerArguments Optimizer, int Seed)
{
    private const long LargestCost = 4_000_000;

    private static readonly int[] _awkwardBatches = [1, 2, 3, 6, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 63, 64, 65];

    public bool IsValid() => Batch >= SmallestBatch(Architecture) && Architecture.IsValid();

    /// <summary>
    /// A trial whose values stay in a range that training would keep them in; a network in four is reproducible, and a regression in three standardises its
    /// targets.
    /// </summary>
    public static Trial Draw(int seed)
    {
        for (int attempt = 0; ; attempt++)
        {
            var random = new Random(unchecked((seed * 1000) + attempt));
            Architecture architecture = new ArchitectureDraw(random).Draw() with { IsReproducible = seed % 4 == 0 };
            architecture = architecture with { StandardizesTargets = seed % 3 == 1 && architecture.MayStandardizeTargets };
            int largest = (int)Math.Clamp(LargestCost / architecture.Cost, 2, 70);
            var trial = new Trial(
                architecture,
                Math.Max(DrawBatch(random, largest), SmallestBatch(architecture)),
                DrawBatch(random, largest),
                random.Next(3) == 0 ? random.Next(1, 9) : 0,
                OptimizerArguments.Draw(random),
                random.Next());
            if (Experiment.Prepare(trial) is not null)
            {
                return trial;
            }
        }
    }

    /// <summary>The samples that give every BatchNorm more than one value a channel.</summary>
    private static int SmallestBatch(Architecture architecture) => architecture.BatchNormValues == 1 ? 2 : 1;

    private static int DrawBatch(Random random, int largest) =>
        Math.Min(largest, random.Next(2) == 0 ? random.Next(1, 71) : _awkwardBatches[random.Next(_awkwardBatches.Length)]);

    public override string ToString() =>
        $"{Architecture.Print("Net")}"
        + $"// batch {Batch}, predicting {PredictionBatch}, spare capacity {SpareCapacity}, seed {Seed}\n// {Optimizer}";
}
