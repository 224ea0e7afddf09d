namespace StaticNet.Onnx.Export;

/// <summary>
/// A network's layers with scalers and BatchNorm folded into the products around them, by the arithmetic of predictors: in double precision, across values
/// with a single reader and nothing non-linear. Large shifts stay subtractions.
/// </summary>
internal sealed class FoldedSteps
{
    private readonly Network _network;
    private readonly List<Step> _steps = [];

    private FoldedSteps(Network network) => _network = network;

    /// <summary>The steps in an order to compute in; the last is the output.</summary>
    public static List<Step> Of(Network network, PlacedLayer[] layers)
    {
        var folding = new FoldedSteps(network);
        int[] source = Sources(layers);
        int[] readers = new int[layers.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            if (source[i] == i)
            {
                foreach (int input in layers[i].Inputs)
                {
                    readers[source[input]]++;
                }
            }
        }

        readers[source[^1]]++;
        var values = new Step[layers.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            if (source[i] != i)
            {
                values[i] = values[source[i]];
                continue;
            }

            Step[] inputs = [.. layers[i].Inputs.Select(input => values[source[input]])];
            values[i] = folding.Place(layers[i], inputs);
            values[i].Readers = readers[i];
        }

        return folding.Reachable(values[^1]);
    }

    /// <summary>Where each value comes from, once layers that do nothing when predicting are skipped.</summary>
    private static int[] Sources(PlacedLayer[] layers)
    {
        int[] source = new int[layers.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            bool isIdentity = layers[i].Attribute is DropoutAttribute or AlphaDropoutAttribute or GaussianDropoutAttribute or GaussianNoiseAttribute
                || (layers[i].Attribute is FlattenAttribute && layers[i].InputShape.Length == 1);
            source[i] = isIdentity ? source[layers[i].Inputs[0]] : i;
        }

        return source;
    }

    private Step Place(PlacedLayer layer, Step[] inputs)
    {
        var tensors = new NetworkTensors(_network);
        int lastAxis = layer.InputShape.Length - 1;
        switch (layer.Attribute)
        {
            case DenseAttribute:
                return Product(
                    layer, inputs[0], new FoldedDense(tensors[layer.Name + ".kernel"], tensors.Find(layer.Name + ".bias")), isWhitening: false);
            case WhitenAttribute:
                Step scaled = Affine(layer, inputs[0], FoldableTransform.Normalizer(tensors, layer.Name), lastAxis);
                scaled.Readers = 1;
                return Product(layer, scaled, new FoldedDense(tensors[layer.Name + ".matrix"], null), isWhitening: true);
            case BatchNormAttribute batchNorm:
                int axis = batchNorm.Axis < 0 ? layer.InputShape.Length + batchNorm.Axis : batchNorm.Axis - 1;
                return Affine(layer, inputs[0], FoldableTransform.BatchNorm(tensors, layer.Name, (float)batchNorm.Epsilon), axis);
            case RescaleAttribute rescale:
                return Affine(layer, inputs[0], FoldableTransform.Linear(layer.InputShape[^1], rescale.Scale, rescale.Offset), lastAxis);
            case CenterAttribute or StandardizeAttribute or MinMaxAttribute or MaxAbsAttribute or RobustScaleAttribute:
                return Affine(layer, inputs[0], FoldableTransform.Normalizer(tensors, layer.Name), lastAxis);
            case TargetStandardizeAttribute:
                return Affine(layer, inputs[0], FoldableTransform.Denormalizer(tensors, layer.Name), lastAxis);
            case FlattenAttribute:
                return Flatten(layer, inputs[0]);
            default:
                return Added(new LayerStep(layer, inputs));
        }
    }

    private Step Affine(PlacedLayer layer, Step input, FoldableTransform transform, int axis)
    {
        bool isLast = axis == layer.InputShape.Length - 1;
        switch (input)
        {
            case ProductStep { Readers: 1 } product when isLast:
                product.After = product.After?.Then(transform) ?? transform;
                return product;
            case AffineStep { Readers: 1, OnlySubtracts: false } affine when affine.Axis == axis:
                affine.Transform = affine.Transform.Then(transform);
                return affine;
            default:
                return Added(new AffineStep(layer.Name, input, layer.InputShape, transform, axis));
        }
    }

    private Step Product(PlacedLayer layer, Step input, FoldedDense dense, bool isWhitening)
    {
        switch (input)
        {
            case AffineStep { Readers: 1, IsAlongLastAxis: true } affine when affine.Transform.NeedsSubtraction:
                dense.FoldBefore(affine.Transform.WithoutCenter());
                affine.OnlySubtracts = true;
                break;
            case AffineStep { Readers: 1, IsAlongLastAxis: true } affine:
                dense.FoldBefore(affine.Transform);
                input = affine.Inputs[0];
                break;
            case ProductStep { Readers: 1, TakesNext: true } whitening:
                whitening.Dense = whitening.Folded().Then(dense);
                whitening.TakesNext = isWhitening;
                whitening.Shape = layer.OutputShape;
                return whitening;
        }

        return Added(new ProductStep(layer.Name, input, layer.OutputShape, dense, isWhitening));
    }

    /// <summary>A shift and scale before it moves behind it, to be near a product.</summary>
    private Step Flatten(PlacedLayer layer, Step input)
    {
        if (input is not AffineStep { Readers: 1 } affine)
        {
            return Added(new FlattenStep(layer.Name, input, layer.OutputShape));
        }

        int inner = affine.Shape.AsSpan(affine.Axis + 1).ToArray().Aggregate(1, static (product, axis) => product * axis);
        Step flat = Added(new FlattenStep(layer.Name, affine.Inputs[0], layer.OutputShape));
        flat.Readers = 1;
        return Added(new AffineStep(affine.Name, flat, layer.OutputShape, affine.Transform.Expand(layer.OutputShape[0], inner), axis: 0));
    }

    private Step Added(Step step)
    {
        _steps.Add(step);
        return step;
    }

    /// <summary>What the output still reads, in order.</summary>
    private List<Step> Reachable(Step output)
    {
        var needed = new HashSet<Step> { output };
        for (int i = _steps.Count - 1; i >= 0; i--)
        {
            if (needed.Contains(_steps[i]))
            {
                needed.UnionWith(_steps[i].Inputs);
            }
        }

        return [.. _steps.Where(needed.Contains)];
    }
}
