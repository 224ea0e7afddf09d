using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>Steps that run together: one, and those after it that work in place on its panels.</summary>
internal sealed record PredictionStage(EquatableArray<PredictionStep> Steps)
{
    public PredictionStep Lead => Steps[0];

    public bool IsPanelwise => PredictionPlan.IsPanelwise(Lead);
}

/// <summary>
/// The predictor's memory: packed weights, and a scratch of buffers that values take turns in, two in a chain, so large that a tile of rows stays in
/// the first-level cache and on the stack.
/// </summary>
internal sealed class PredictionPlan
{
    /// <summary>Floats of scratch that may lie on the stack: 64 KB.</summary>
    public const int StackFloats = 16 * 1024;

    private const int LargestTile = 64;

    private readonly Dictionary<int, int> _places = [];
    private readonly int _input;

    private PredictionPlan(NetworkModel network)
    {
        Network = network;
        Steps = FoldForPrediction.Run(network);

        // Row-major input is the same memory before and after a Flatten.
        LeadingFlattens = Steps.TakeWhile(step => step is LayerStep { Node.Layer: FlattenLayer } && HasOneReader(step.Inputs[0])).Count();
        Input = LeadingFlattens == 0 ? network.Input : new Shape(network.Input.Size);
        _input = LeadingFlattens == 0 ? 0 : Steps[LeadingFlattens - 1].Value;
        Steps = new EquatableArray<PredictionStep>(Steps.Skip(LeadingFlattens));

        bool endsInHead = Steps.Count > 0 && Steps[Steps.Count - 1] is LayerStep { Node.Layer: SoftmaxLayer or SigmoidLayer };
        Head = endsInHead ? (LayerStep)Steps[Steps.Count - 1] : null;
        Body = new EquatableArray<PredictionStep>(endsInHead ? Steps.Take(Steps.Count - 1) : Steps);
        Stages = GroupStages();
        Unrolled = network.IsReproducible || Sparse is not null || !network.IsChain ? null : UnrolledPlan.Make(Body);
        PlaceWeights();
        PlaceScratch();
    }

    public NetworkModel Network { get; }

    public EquatableArray<PredictionStep> Steps { get; }

    /// <summary>Flattens at the input, which cost nothing.</summary>
    public int LeadingFlattens { get; }

    /// <summary>The input's shape as the first step sees it.</summary>
    public Shape Input { get; }

    /// <summary>The last step where classification can do without it.</summary>
    public LayerStep? Head { get; }

    public EquatableArray<PredictionStep> Body { get; }

    public IReadOnlyList<PredictionStage> Stages { get; }

    /// <summary>
    /// How single samples run where the network is a tiny chain; null elsewhere, where zeros are skipped and where the order of sums is the same for
    /// any number of samples.
    /// </summary>
    public UnrolledPlan? Unrolled { get; }

    /// <summary>Offsets into the packed weights.</summary>
    public List<Place> Weights { get; } = [];

    public int WeightFloats { get; private set; }

    /// <summary>Where the kernels of Dense layers begin in the packed weights: behind all else, which is there in any precision.</summary>
    public int KernelsStart { get; private set; }

    /// <summary>Whether the user's rows are read where they are: by Dense layers alone.</summary>
    public bool ReadsInputInPlace => Body.Count > 0 && Body.All(step => step is DenseStep || !step.Inputs.Contains(_input));

    /// <summary>Whether the input's centre folds into a Dense where that is safe, and is subtracted while loading elsewhere.</summary>
    public bool MaySubtractCenter => ReadsInputInPlace && ((DenseStep)Body[0]).FoldsInput;

    /// <summary>The Dense that skips the zeros of a sparse input, if there is one.</summary>
    public DenseStep? Sparse => (DenseStep?)Body.FirstOrDefault(static step => step is DenseStep { Node.Layer: DenseLayer { SkipsZeros: true } });

    /// <summary>Floats a sample that list the values of a sparse input, in the scratch behind all others.</summary>
    public int ListFloatsPerSample =>
        Sparse is { Input: Shape input } ? checked(input.Positions * SparseLists.FloatsByRow(input.Columns)) : 0;

    /// <summary>Floats of scratch a sample, the loaded input and lists not counted.</summary>
    public int FloatsPerSample { get; private set; }

    /// <summary>Samples of a tile.</summary>
    public int TileSamples => Tile(FloatsPerSample + ListFloatsPerSample);

    /// <summary>Samples of a tile where the input is loaded into scratch too.</summary>
    public int TileSamplesLoaded => Tile(FloatsPerSample + Input.Floats);

    /// <summary>Floats a sample before the bytes of a Dense's input in the scratch, where Dense layers multiply bytes.</summary>
    public int Bytes => FloatsPerSample + (MaySubtractCenter ? Input.Floats : 0);

    /// <summary>Samples of a tile where Dense layers are in another precision than single.</summary>
    public int TileSamplesReduced => Tile(Bytes + FloatsOfBytes);

    /// <summary>Floats of scratch of a tile, in any case.</summary>
    public int Scratch => Math.Max(
        Math.Max(
            ((FloatsPerSample + ListFloatsPerSample) * TileSamples) + ListSlack,
            MaySubtractCenter ? (FloatsPerSample + Input.Floats) * TileSamplesLoaded : 0),
        HasDense ? (Bytes + FloatsOfBytes) * TileSamplesReduced : 0);

    /// <summary>Floats of scratch that so many samples take, in any case.</summary>
    public int ScratchOf(int samples) => Math.Min(
        Scratch,
        checked((samples * Math.Max(Math.Max(FloatsPerSample + ListFloatsPerSample, FloatsPerSample + (MaySubtractCenter ? Input.Floats : 0)), Bytes + FloatsOfBytes))
            + ListSlack));

    /// <summary>Whether there is a layer that other precisions change.</summary>
    public bool HasDense => Steps.Any(static step => step is DenseStep);

    public bool FitsStack => Scratch <= StackFloats;

    public static PredictionPlan Make(NetworkModel network) => new(network);

    public static bool IsPanelwise(PredictionStep step) => step switch
    {
        AffineStep affine => affine.IsPanelwise,
        LayerStep layer => layer.Node.Layer.IsPanelwise,
        _ => true,
    };

    /// <summary>Whether a step overwrites what it reads, the first where it reads several: nobody else may read that.</summary>
    public bool IsInPlace(PredictionStep step) =>
        step is not (DenseStep or LayerStep { Node.Layer: FlattenLayer or ConcatLayer }) && HasOneReader(step.Inputs[0]);

    /// <summary>Floats a sample before the step's output in the scratch.</summary>
    public int Value(PredictionStep step) => _places[step.Value];

    /// <summary>Floats a sample before what the step reads in the scratch, the first where it reads several.</summary>
    public int Source(PredictionStep step, int input = 0) => _places[step.Inputs[input]];

    /// <summary>Whether a stage reads the user's rows where they are.</summary>
    public bool ReadsInput(PredictionStage stage) => ReadsInputInPlace && stage.Lead is DenseStep && stage.Lead.Inputs[0] == _input;

    /// <summary>The unrolled layer whose kernel is packed a second time, step by step; null where there is none.</summary>
    public UnrolledLayer? PackedSteps(DenseStep dense) => Unrolled?.Layers.FirstOrDefault(layer => layer.Step == dense && layer.IsPacked);

    /// <summary>Floats a sample before the loaded input in the scratch: behind all values.</summary>
    public int LoadedInput => ReadsInputInPlace ? FloatsPerSample : 0;

    /// <summary>What becomes of a declared layer when predicting, in a few words.</summary>
    public string Fate(Node node)
    {
        if (node.Layer is InputLayer)
        {
            return "";
        }

        if (node.Layer is NoiseLayer || node.IsIdentity)
        {
            return "gone";
        }

        foreach (PredictionStep step in Steps)
        {
            switch (step)
            {
                case DenseStep dense when dense.Node == node:
                    var taken = dense.TakenNames.ToArray();
                    return taken.Length == 0 ? "one pass" : $"takes {string.Join(", ", taken)}";
                case DenseStep dense when dense.Activation == node:
                    return $"fused with {dense.Node.Name}";
                case DenseStep dense when dense.Taken.Contains(node):
                    return $"folded into {dense.Node.Name}";
                case AffineStep affine when affine.Sources.Any(source => source.Node == node):
                    return affine.Lead == node ? "one multiply-add" : $"combined with {affine.Lead.Name}";
                case LayerStep { Node.Layer: SampleNormLayer } norm when norm.Node.Index == node.Index:
                    return $"{(IsInPlace(norm) ? "in place" : "one pass")}{FateOfRest(node, norm)}";
                case LayerStep layer when layer.Node == node:
                    return layer == Head ? "skipped to classify" : IsInPlace(layer) ? "in place" : layer.Node.Layer.IsPanelwise ? "one pass" : "copied";
                default:
                    break;
            }
        }

        return node.Layer is FlattenLayer ? "gone" : "";
    }

    /// <summary>What becomes of γ and β where the pass that normalises does without them.</summary>
    private string FateOfRest(Node node, LayerStep norm)
    {
        if (norm.Node.Layer == node.Layer)
        {
            return "";
        }

        string rest = ((SampleNormLayer)node.Layer).Rest;
        DenseStep? taker = Steps.OfType<DenseStep>().FirstOrDefault(dense => dense.Taken.Contains(node));
        return $", {rest} {(taker is null ? "one multiply-add" : $"folded into {taker.Node.Name}")}";
    }

    /// <summary>A row of bytes takes a fourth of its inputs, rounded up, and a float that says whether it is NaN.</summary>
    private int FloatsOfBytes => Steps.OfType<DenseStep>()
        .Select(static dense => dense.Input.Positions * (((dense.Input.Columns + 3) / 4) + 1))
        .DefaultIfEmpty().Max();

    private int ListSlack => Sparse is null ? 0 : SparseLists.Slack;

    private bool HasOneReader(int value) => FoldForPrediction.HasOneReader(Steps, value);

    /// <summary>A step that works on one panel joins the stage that has just given it, unless another step reads that too.</summary>
    private List<PredictionStage> GroupStages()
    {
        var stages = new List<List<PredictionStep>>();
        foreach (PredictionStep step in Body)
        {
            bool joins = stages.Count > 0
                && IsPanelwise(step)
                && IsInPlace(step)
                && stages[stages.Count - 1] is var before
                && IsPanelwise(before[0])
                && before[before.Count - 1].Value == step.Inputs[0];
            if (joins)
            {
                stages[stages.Count - 1].Add(step);
            }
            else
            {
                stages.Add([step]);
            }
        }

        return stages.ConvertAll(static steps => new PredictionStage(new EquatableArray<PredictionStep>(steps)));
    }

    private int Tile(int floatsPerSample)
    {
        int samples = (StackFloats - ListSlack) / Math.Max(floatsPerSample, 1);
        return samples >= 8 ? Math.Min(samples / 8 * 8, LargestTile) : Math.Max(samples, 1);
    }

    private void PlaceWeights()
    {
        foreach (PredictionStep step in Steps)
        {
            switch (step)
            {
                case DenseStep dense:
                    if (dense.FoldsInput)
                    {
                        Take("InputCenter", Panels.PaddedColumns(dense.Input.Columns));
                        Take("InputCenterLow", Panels.PaddedColumns(dense.Input.Columns));
                    }

                    Take(dense.Node.Identifier + "Bias", Panels.PaddedColumns(dense.Node.Output.Columns));
                    break;
                case AffineStep affine:
                    foreach (string part in AffineStep.Parts)
                    {
                        Take(affine.Lead.Identifier + part, Panels.PaddedColumns(affine.Shape.Dimensions[affine.Axis]));
                    }

                    break;
                case LayerStep layer:
                    foreach (Tensor tensor in layer.Node.Layer.Parameters(layer.Node.Input))
                    {
                        Take(layer.Node.Identifier + Identifiers.Pascal(tensor.Suffix), tensor.Floats);
                    }

                    break;
                default:
                    break;
            }
        }

        KernelsStart = WeightFloats;
        foreach (DenseStep dense in Steps.OfType<DenseStep>())
        {
            Take(dense.Node.Identifier + "Kernel", checked(dense.Input.Columns * Panels.PaddedColumns(dense.Node.Output.Columns)));
            if (PackedSteps(dense) is { } packed)
            {
                Take(dense.Node.Identifier + "Steps", packed.PackedFloats);
            }
        }
    }

    private void Take(string name, int floats)
    {
        Weights.Add(new Place(name, WeightFloats));
        WeightFloats = checked(WeightFloats + floats);
    }

    private void PlaceScratch()
    {
        var buffers = new Buffers();
        Dictionary<int, int> taken = new() { [_input] = buffers.Take(ReadsInputInPlace ? 0 : Input.Floats) };
        Dictionary<int, int> readers = Steps.SelectMany(static step => step.Inputs).GroupBy(static value => value)
            .ToDictionary(static reads => reads.Key, static reads => reads.Count());
        foreach (PredictionStep step in Steps)
        {
            bool isInPlace = IsInPlace(step);
            taken[step.Value] = isInPlace ? taken[step.Inputs[0]] : buffers.Take(step.Output.Floats);
            for (int i = isInPlace ? 1 : 0; i < step.Inputs.Count; i++)
            {
                if (--readers[step.Inputs[i]] == 0)
                {
                    buffers.Free(taken[step.Inputs[i]]);
                }
            }
        }

        foreach (KeyValuePair<int, int> value in taken)
        {
            _places[value.Key] = buffers.Start(value.Value);
        }

        FloatsPerSample = buffers.Floats;
    }
}
