using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>What a training step does beside its products, by the same kernels and at the shapes it has in the network.</summary>
internal static class StepPart
{
    /// <summary>The batch, row by row, into panels.</summary>
    public static Work Load(int batch, int columns)
    {
        float[] features = RandomValues.Array(batch * columns);
        var panels = new Arena(batch * Panel.PaddedColumns(columns));
        return new ActionWork("load", () =>
        {
            var rows = new InputRows(features, columns);
            for (int panel = 0; panel < Panel.Count(columns); panel++)
            {
                PanelLayout.LoadPanel(in rows, ref panels.At((nuint)(panel * Panel.Width * batch)), batch, 1, columns, panel);
            }
        });
    }

    /// <summary>Statistics of the batch, moving statistics, normalisation and ReLU.</summary>
    public static Work BatchNormForward(int batch, int columns)
    {
        Arena x = RandomValues.Block(batch * columns);
        var y = new Arena(batch * columns);
        Arena vectors = RandomValues.Block(8 * columns);
        return new ActionWork("BatchNorm forward", () =>
        {
            for (nuint column = 0; column < (nuint)columns; column += Panel.Width)
            {
                ref float panel = ref x.At(column * (nuint)batch);
                ref float mean = ref Vector(0, column);
                ref float meanLow = ref Vector(1, column);
                ref float variance = ref Vector(2, column);
                ref float inverseDeviation = ref Vector(3, column);
                BatchNormalization.Statistics(in panel, batch, Panel.Width, 1e-3f, ref mean, ref meanLow, ref variance, ref inverseDeviation);
                BatchNormalization.UpdateMoving(ref Vector(4, column), in mean, 0.99f, 1f, Panel.Width);
                BatchNormalization.UpdateMoving(ref Vector(5, column), in variance, 0.99f, 1f, Panel.Width);
                BatchNormalization.Normalize(
                    new Relu(), in panel, ref y.At(column * (nuint)batch), batch, Panel.Width, in mean, in meanLow, in inverseDeviation,
                    in Vector(6, column), in Vector(7, column));
            }
        });

        ref float Vector(int number, nuint column) => ref vectors.At(((nuint)number * (nuint)columns) + column);
    }

    /// <summary>The gradient back through ReLU and BatchNorm.</summary>
    public static Work BatchNormBackward(int batch, int columns)
    {
        Arena x = RandomValues.Block(batch * columns);
        Arena y = RandomValues.Block(batch * columns, seed: 2);
        Arena dy = RandomValues.Block(batch * columns, seed: 3);
        Arena vectors = RandomValues.Block(7 * columns);
        return new ActionWork("BatchNorm backward", () =>
        {
            for (nuint column = 0; column < (nuint)columns; column += Panel.Width)
            {
                nuint panel = column * (nuint)batch;
                BatchNormalization.Backward(
                    new Relu(), in x.At(panel), in y.At(panel), ref dy.At(panel), batch, Panel.Width, Panel.Width, in Vector(0, column),
                    in Vector(1, column), in Vector(2, column), in Vector(3, column), in Vector(4, column), ref Vector(5, column),
                    ref Vector(6, column), frozen: false);
            }
        });

        ref float Vector(int number, nuint column) => ref vectors.At(((nuint)number * (nuint)columns) + column);
    }

    /// <summary>The transposed kernel that the gradient of the input is multiplied by.</summary>
    public static Work Transpose(int inputs, int outputs)
    {
        Arena kernel = RandomValues.Block(inputs * Panel.PaddedColumns(outputs));
        var transposed = new Arena(outputs * Panel.PaddedColumns(inputs));
        return new ActionWork("transpose", () =>
        {
            for (int panel = 0; panel < Panel.Count(inputs); panel++)
            {
                DenseProduct.TransposePanel(in kernel.At(0), ref transposed.At((nuint)(panel * Panel.Width * outputs)), inputs, outputs, panel);
            }
        });
    }

    /// <summary>Softmax with cross-entropy, and its gradient.</summary>
    public static Work Loss(int batch, int classes)
    {
        Arena logits = RandomValues.Block(batch * Panel.PaddedColumns(classes));
        var gradient = new Arena(batch * Panel.PaddedColumns(classes));
        int[] labels = RandomValues.Labels(batch, classes);
        return new ActionWork("loss", () => SoftmaxCrossEntropy.Labels(in logits.At(0), ref gradient.At(0), labels, batch, classes, 0f));
    }
}
