namespace StaticNet.Onnx.Export;

/// <summary>Something to be written, and the steps it reads.</summary>
/// <param name="name">Name of its value.</param>
/// <param name="inputs">What it reads.</param>
/// <param name="shape">Shape of a sample it gives.</param>
internal abstract class Step(string name, Step[] inputs, int[] shape)
{
    public string Name { get; } = name;

    public Step[] Inputs { get; set; } = inputs;

    public int[] Shape { get; set; } = shape;

    /// <summary>How many steps read it, until it is folded across.</summary>
    public int Readers { get; set; }
}

/// <summary>A layer as it was declared.</summary>
internal sealed class LayerStep(PlacedLayer layer, Step[] inputs) : Step(layer.Name, inputs, layer.OutputShape)
{
    public PlacedLayer Layer { get; } = layer;
}

/// <summary>A shift and a scale along an axis.</summary>
/// <param name="name">Name of its value.</param>
/// <param name="input">What it reads.</param>
/// <param name="shape">Shape of a sample.</param>
/// <param name="transform">The numbers, one a channel.</param>
/// <param name="axis">The axis of a sample that channels lie along.</param>
internal sealed class AffineStep(string name, Step input, int[] shape, FoldableTransform transform, int axis) : Step(name, [input], shape)
{
    public FoldableTransform Transform { get; set; } = transform;

    public int Axis { get; } = axis;

    /// <summary>Whether the scale has been folded elsewhere, and only the centre is left to subtract.</summary>
    public bool OnlySubtracts { get; set; }

    public bool IsAlongLastAxis => Axis == Shape.Length - 1;
}

/// <summary>A product with what was folded into it.</summary>
/// <param name="name">Name of its value.</param>
/// <param name="input">What it reads.</param>
/// <param name="shape">Shape of a sample it gives.</param>
/// <param name="dense">The product.</param>
/// <param name="takesNext">Whether it is whitening, which joins the Dense after it.</param>
internal sealed class ProductStep(string name, Step input, int[] shape, FoldedDense dense, bool takesNext) : Step(name, [input], shape)
{
    public FoldedDense Dense { get; set; } = dense;

    /// <summary>What is still to be folded in, of the output.</summary>
    public FoldableTransform? After { get; set; }

    public bool TakesNext { get; set; } = takesNext;

    /// <summary>The product with all that was folded in.</summary>
    public FoldedDense Folded()
    {
        if (After is { } after)
        {
            Dense.FoldAfter(after);
            After = null;
        }

        return Dense;
    }
}

/// <summary>All axes in one.</summary>
internal sealed class FlattenStep(string name, Step input, int[] shape) : Step(name, [input], shape);
