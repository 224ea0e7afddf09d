using System.Globalization;
using System.Runtime.InteropServices;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// A tiny network's weights as its predictor holds them: folded and packed by the compiler, as <c>PredictorConstructor</c> prints it for run time, and by the
/// same arithmetic; or as a file of the predictor has them.
/// </summary>
internal sealed class PackedConstants
{
    /// <summary>What as few values as these may take, 64 KB of floats: where layers are narrow, panels are mostly padding.</summary>
    private const int SmallLimit = 16 * 1024;

    /// <summary>The most floats for each value of larger files.</summary>
    private const int LargestPadding = 4;

    private readonly PredictionPlan _plan;
    private readonly float[] _weights;

    private PackedConstants(PredictionPlan plan, TrainedTensors tensors)
    {
        _plan = plan;
        _weights = new float[plan.WeightFloats];
        foreach (PredictionStep step in plan.Steps)
        {
            switch (step)
            {
                case DenseStep dense:
                    Pack(dense, tensors);
                    break;
                case AffineStep affine:
                    int[] places = [.. AffineStep.Parts.Select(part => PlaceOf(affine.Lead.Identifier + part))];
                    Transform(affine.Sources, tensors).Pack(_weights, places[0], places[1], places[2], places[3]);
                    break;
                case LayerStep { Node: Node node }:
                    foreach (Tensor tensor in node.Layer.Parameters(node.Input))
                    {
                        tensors[$"{node.Name}.{tensor.Suffix}"].Values.CopyTo(
                            _weights.AsSpan(PlaceOf(node.Identifier + Identifiers.Pascal(tensor.Suffix))));
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private PackedConstants(PredictionPlan plan, float[] weights, bool subtractsCenter)
    {
        _plan = plan;
        _weights = weights;
        SubtractsCenter = subtractsCenter;
    }

    /// <summary>Bit patterns of all weights.</summary>
    public ReadOnlySpan<uint> Bits => MemoryMarshal.Cast<float, uint>(_weights);

    /// <summary>Whether the input's centre is subtracted while it is loaded.</summary>
    public bool SubtractsCenter { get; private set; }

    /// <summary>The constants; null where the file's values are not known to the compiler, or would take too much room.</summary>
    public static PackedConstants? Make(NetworkModel network, PredictionPlan plan, WeightFile file)
    {
        if (file.IsPacked)
        {
            string packed = file.Tensors.First(static tensor => tensor.Name == PackedLayout.Tensor).Bits;
            return packed.Length == 8 * plan.WeightFloats && packed.All(Uri.IsHexDigit)
                ? new PackedConstants(plan, Values(packed), WeightCheck.SubtractsCenter(file))
                : null;
        }

        var bits = file.Tensors.Where(static tensor => tensor.Bits.Length > 0 && tensor.Bits.All(Uri.IsHexDigit))
            .ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal);
        (string Name, Tensor Tensor)[] all = [.. WeightCheck.TensorsOf(network)];
        return plan.WeightFloats <= Math.Max(SmallLimit, LargestPadding * all.Sum(static item => (long)item.Tensor.Count))
            && all.All(item => bits.TryGetValue(item.Name, out WeightTensor? known) && known.Bits.Length == 8 * item.Tensor.Count)
            ? new PackedConstants(plan, new Known(all.ToDictionary(
                static item => item.Name,
                item => new TrainedTensor(item.Tensor.Rows, item.Tensor.Columns, Values(bits[item.Name].Bits)),
                StringComparer.Ordinal)))
            : null;
    }

    private static float[] Values(string bits)
    {
        var patterns = new uint[bits.Length / 8];
        for (int i = 0; i < patterns.Length; i++)
        {
            patterns[i] = uint.Parse(bits.Substring(8 * i, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return MemoryMarshal.Cast<uint, float>(patterns).ToArray();
    }

    private static FoldableTransform Transform(EquatableArray<AffineSource> sources, TrainedTensors tensors)
    {
        FoldableTransform? combined = null;
        foreach (AffineSource source in sources)
        {
            FoldableTransform transform = ((IAffineLayer)source.Node.Layer).Transform(tensors, source.Node.Name, source.Node.Input);
            if (source.IsExpanded)
            {
                transform = transform.Expand(source.Size, source.Inner);
            }

            combined = combined is null ? transform : combined.Then(transform);
        }

        return combined!;
    }

    private void Pack(DenseStep dense, TrainedTensors tensors)
    {
        FoldedDense folded = Fold(dense, tensors);
        string name = dense.Node.Identifier;
        folded.Pack(_weights, PlaceOf(name + "Kernel"), PlaceOf(name + "Bias"));
        if (_plan.PackedSteps(dense) is { } steps)
        {
            folded.PackSteps(_weights, PlaceOf(name + "Steps"), steps.Group, steps.Groups);
        }
    }

    private FoldedDense Fold(DenseStep dense, TrainedTensors tensors)
    {
        FoldedDense? inner = dense.Inner is null ? null : Fold(dense.Inner, tensors);
        FoldedDense folded = ((IProductLayer)dense.Node.Layer).Product(tensors, dense.Node.Name);
        if (dense.FoldsInput && dense.Inner is null)
        {
            FoldableTransform input = Transform(dense.Before, tensors);
            SubtractsCenter = input.NeedsSubtraction;
            if (SubtractsCenter)
            {
                input.PackCenter(_weights, PlaceOf("InputCenter"), PlaceOf("InputCenterLow"));
                input = input.WithoutCenter();
            }

            folded.FoldBefore(input);
        }
        else if (dense.Before.Count > 0)
        {
            folded.FoldBefore(Transform(dense.Before, tensors));
        }

        if (dense.After.Count > 0)
        {
            folded.FoldAfter(Transform(dense.After, tensors));
        }

        return inner is null ? folded : inner.Then(folded);
    }

    private int PlaceOf(string name) => _plan.Weights.First(place => place.Name == name).Offset;

    /// <summary>Tensors that the compiler knows.</summary>
    private sealed class Known(IReadOnlyDictionary<string, TrainedTensor> tensors) : TrainedTensors
    {
        public override TrainedTensor? Find(string name) => tensors.TryGetValue(name, out TrainedTensor? tensor) ? tensor : null;
    }
}
