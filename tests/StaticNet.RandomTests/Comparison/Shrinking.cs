using System.Diagnostics;
using StaticNet.RandomTests.Architectures;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Comparison;

/// <summary>Makes a failing trial smaller for as long as it fails: a person has to read it.</summary>
internal static class Shrinking
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private static readonly int[] _sizes = [1, 2, 3, 4, 8, 16, 17, 32, 33, 64];

    /// <summary>The smallest trial found that fails too, and how.</summary>
    public static (Trial Trial, Exception Failure) Run(Trial trial, Exception failure)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < _patience)
        {
            Trial[] smaller =
                [.. Smaller(trial).Where(static candidate => candidate.IsValid() && Experiment.Prepare(candidate) is not null)];
            Exception?[] failures = TrialRunner.Run(smaller, new Tally());
            int first = Array.FindIndex(failures, static candidate => candidate is not null);
            if (first < 0)
            {
                break;
            }

            trial = smaller[first];
            failure = failures[first]!;
        }

        return (trial, failure);
    }

    /// <summary>Trials that are one step simpler, the greatest steps first.</summary>
    private static IEnumerable<Trial> Smaller(Trial trial)
    {
        Architecture architecture = trial.Architecture;
        Trial With(params LayerDescription[] layers) => trial with { Architecture = architecture with { Layers = layers } };
        for (int i = architecture.Layers.Length - 1; i >= 0; i--)
        {
            yield return trial with { Architecture = architecture.Without(i) };
        }

        if (architecture.Layers.Any(static layer => layer is MergeDescription))
        {
            // A branch goes with its merge.
            for (int first = 0; first < architecture.Layers.Length; first++)
            {
                Architecture rest = architecture;
                for (int last = first; last < architecture.Layers.Length - 1; last++)
                {
                    rest = rest.Without(first);
                    yield return trial with { Architecture = rest };
                }
            }
        }

        foreach (int[] input in SmallerShapes(architecture.Input))
        {
            yield return trial with { Architecture = architecture with { Input = input } };
        }

        for (int i = 0; i < architecture.Layers.Length; i++)
        {
            foreach (LayerDescription layer in Simpler(architecture.Layers[i]))
            {
                yield return With([.. architecture.Layers[..i], layer with { From = architecture.Layers[i].From }, .. architecture.Layers[(i + 1)..]]);
            }
        }

        foreach (int size in SmallerSizes(trial.Batch))
        {
            yield return trial with { Batch = size };
        }

        foreach (int size in SmallerSizes(trial.PredictionBatch))
        {
            yield return trial with { PredictionBatch = size };
        }

        if (trial.SpareCapacity > 0)
        {
            yield return trial with { SpareCapacity = 0 };
        }

        if (architecture.Sparse)
        {
            yield return trial with { Architecture = architecture with { Sparse = false } };
        }

        if (architecture.StandardizesTargets)
        {
            yield return trial with { Architecture = architecture with { StandardizesTargets = false } };
        }

        if (architecture.Loss is not null)
        {
            yield return trial with { Architecture = architecture with { Loss = null } };
        }

        var plain = new OptimizerArguments(OptimizerKind.Sgd);
        if (trial.Optimizer != plain)
        {
            yield return trial with { Optimizer = plain };
        }
    }

    private static IEnumerable<int[]> SmallerShapes(int[] shape)
    {
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape.Length > 1)
            {
                yield return [.. shape[..i], .. shape[(i + 1)..]];
            }

            foreach (int size in SmallerSizes(shape[i]))
            {
                yield return [.. shape[..i], size, .. shape[(i + 1)..]];
            }
        }
    }

    private static IEnumerable<int> SmallerSizes(int size) =>
        _sizes.Where(smaller => smaller < size).Append(size - 1).Where(static smaller => smaller > 0).Distinct();

    private static IEnumerable<LayerDescription> Simpler(LayerDescription layer)
    {
        if (layer.Name is not null)
        {
            yield return layer with { Name = null };
        }

        if (layer is MergeDescription { Places.Length: > 1 } merge)
        {
            yield return merge with { Places = merge.Places[..^1] };
            yield return merge with { Places = merge.Places[1..] };
        }

        if (layer is BatchNormDescription batchNorm && batchNorm with { Name = null, From = null } != new BatchNormDescription())
        {
            BatchNormDescription[] simpler =
            [
                new BatchNormDescription(),
                batchNorm with { Momentum = 0.99, Epsilon = 1e-3 },
                batchNorm with { Center = true, Scale = true },
                batchNorm with { Cumulative = false, Unbiased = false },
                batchNorm with { Frozen = false },
                batchNorm with { Trainable = true },
                batchNorm with { VirtualBatch = 0 },
                batchNorm with { Renormalization = null },
                batchNorm with { Gamma = new BatchNormDescription().Gamma },
                batchNorm with { Beta = new BatchNormDescription().Beta },
                batchNorm with { MovingMean = new(Initializer.Zeros), MovingVariance = new(Initializer.Ones) },
            ];
            foreach (BatchNormDescription candidate in simpler.Where(candidate => candidate != batchNorm))
            {
                yield return candidate;
            }
        }

        if (layer is DenseDescription dense)
        {
            foreach (int units in SmallerSizes(dense.Units))
            {
                yield return dense with { Units = units };
            }

            if (dense != new DenseDescription(dense.Units, dense.Bias) { Name = dense.Name, From = dense.From })
            {
                yield return new DenseDescription(dense.Units, dense.Bias);
            }

            if (dense.Bias)
            {
                yield return new DenseDescription(dense.Units, Bias: false);
            }
        }
    }
}
