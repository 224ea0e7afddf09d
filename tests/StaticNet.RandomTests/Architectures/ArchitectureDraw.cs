namespace StaticNet.RandomTests.Architectures;

/// <summary>Draws architectures that nobody would write, and that the compiler must accept.</summary>
/// <param name="random">Where draws come from.</param>
/// <param name="largestWidth">The most columns that an input or a Dense has.</param>
internal sealed class ArchitectureDraw(Random random, int largestWidth = 300)
{
    private const int LargestSample = 600;
    private const int LargestWideSample = 40_000;
    private const int LargestKernel = 80_000;

    /// <summary>Columns of which few samples, one or less than one fit into a predictor's scratch on the stack.</summary>
    private static readonly int[] _wide = [1500, 2100, 5000, 8191, 16_384, 16_385, 20_000];

    private static readonly int[] _awkward = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 127, 129, 255, 257];

    public Architecture Draw()
    {
        while (true)
        {
            Architecture architecture = Attempt();
            if (architecture.IsValid())
            {
                return architecture;
            }
        }
    }

    private Architecture Attempt()
    {
        bool isWide = largestWidth >= 300 && random.Next(30) == 0;
        int largestSample = isWide ? LargestWideSample : LargestSample;
        int[] input = isWide ? DrawWideInput() : DrawInput();
        int depth = random.Next(1, 11);
        bool isGraph = random.Next(5) < 2;
        var layers = new List<LayerDescription>();
        var shapes = new List<int[]> { input };
        int[] shape = input;
        while (layers.Count < depth)
        {
            if (isGraph && layers.Count > 0 && random.Next(3) == 0)
            {
                Merge();
                continue;
            }

            Add(DrawLayer(layers, shape));
        }

        LayerDescription? head = random.Next(8) switch
        {
            0 or 1 => new SoftmaxDescription(false),
            2 => new SoftmaxDescription(true),
            3 => ActivationDescription.Sigmoid,
            _ => null,
        };
        if (head is not null && head.Accepts(shape))
        {
            layers.Add(head);
        }

        LossDescription? loss = random.Next(3) == 0 ? null : LossDescription.Draw(random, (LossKind)random.Next(6));
        var architecture = new Architecture(input, [.. layers], loss);
        return architecture.MayBeSparse && random.Next(2) == 0 ? architecture with { Sparse = true } : architecture;

        bool Add(LayerDescription layer)
        {
            int[][] inputs = [shapes[(layer.From ?? layers.Count - 1) + 1], .. layer.Others.Select(other => shapes[other + 1])];
            if (!layer.Accepts(inputs) || LayerDescription.Size(layer.Output(inputs)) > largestSample)
            {
                return false;
            }

            layers.Add(random.Next(12) == 0 ? layer with { Name = $"layer-{layers.Count}" } : layer);
            shape = layer.Output(inputs);
            shapes.Add(shape);
            return true;
        }

        // Another branch from somewhere above, perhaps, and a merge of what there is.
        void Merge()
        {
            var others = new List<int>();
            if (random.Next(2) == 0)
            {
                int top = layers.Count - 1;
                int from = random.Next(-1, top);
                DenseDescription dense = DenseDescription.Draw(random, random.Next(3) == 0 ? Width() : shape[^1]);
                bool isBranch = shapes[from + 1].SkipLast(1).SequenceEqual(shape.SkipLast(1))
                    && (long)dense.Units * shapes[from + 1][^1] <= LargestKernel
                    && Add(random.Next(4) == 0 && shapes[from + 1].SequenceEqual(shape)
                        ? ActivationDescription.Draw(random) with { From = from }
                        : dense with { From = from });
                for (int i = random.Next(3); isBranch && i > 0; i--)
                {
                    _ = Add(random.Next(5) switch
                    {
                        0 or 1 => ActivationDescription.Draw(random),
                        2 or 3 => BatchNormDescription.Draw(random, shape.Length),
                        _ => SampleNormDescription.Draw(random, shape),
                    });
                }

                others.AddRange(isBranch ? [top] : []);
            }

            for (int i = random.Next(others.Count == 0 ? 1 : 0, 3); i > 0; i--)
            {
                others.Add(random.Next(-1, layers.Count - 1));
            }

            int[] fitting = [.. others.Distinct().Where(other => other < layers.Count - 1)];
            if (fitting.Length > 0)
            {
                _ = Add(random.Next(3) == 0 ? new ConcatDescription(fitting) : new AddDescription(fitting)) || Add(new ConcatDescription(fitting));
            }
        }
    }

    private int[] DrawInput()
    {
        while (true)
        {
            int[] shape = random.Next(5) switch
            {
                0 => [random.Next(1, 9), Width()],
                1 => [random.Next(1, 5), random.Next(1, 5), Width()],
                _ => [Width()],
            };
            if (LayerDescription.Size(shape) <= LargestSample)
            {
                return shape;
            }
        }
    }

    private int[] DrawWideInput() => random.Next(3) == 0 ? [random.Next(30, 120), Width()] : [_wide[random.Next(_wide.Length)]];

    private LayerDescription DrawLayer(List<LayerDescription> before, int[] shape)
    {
        bool mayNormalize = before.All(static layer => layer is NormalizerDescription or RescaleDescription or FlattenDescription);
        if (mayNormalize && random.Next(4) == 0)
        {
            return NormalizerDescription.Draw(random, shape);
        }

        switch (random.Next(20))
        {
            case < 6:
                int units = Width();
                while (units > 1 && (long)units * shape[^1] > LargestKernel)
                {
                    units = Width();
                }

                return DenseDescription.Draw(random, units);
            case < 10:
                return BatchNormDescription.Draw(random, shape.Length);
            case 10:
                return new PReluDescription(random.Next(2) == 0, random.Next(2) == 0 ? 0.25 : Math.Round(random.NextDouble(), 3));
            case 11:
                return NoiseDescription.Draw(random);
            case 12:
                return new FlattenDescription();
            case 14 or 15:
                return SampleNormDescription.Draw(random, shape);
            case 13 when random.Next(2) == 0:
                double scale = Math.Round((random.Next(3) == 0 ? -1 : 1) * (0.1 + (1.5 * random.NextDouble())), 3);
                return new RescaleDescription(scale, random.Next(2) == 0 ? 0 : Math.Round((2 * random.NextDouble()) - 1, 3));
            default:
                return ActivationDescription.Draw(random);
        }
    }

    private int Width() => Math.Min(largestWidth, random.Next(3) switch
    {
        0 => random.Next(1, largestWidth + 1),
        1 => _awkward[random.Next(_awkward.Length)],
        _ => _awkward[random.Next(11)],
    });
}
