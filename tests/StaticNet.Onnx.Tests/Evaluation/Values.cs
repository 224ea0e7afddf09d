namespace StaticNet.Onnx.Tests.Evaluation;

/// <summary>A tensor in double precision.</summary>
internal sealed record Values(int[] Shape, double[] Data)
{
    /// <summary>A function of each element.</summary>
    public Values Each(Func<double, double> function) => this with { Data = Array.ConvertAll(Data, value => function(value)) };

    /// <summary>An operation of two tensors, with the format's rule of broadcasting (that of numpy).</summary>
    public static Values Both(Values a, Values b, Func<double, double, double> operation)
    {
        int rank = Math.Max(a.Shape.Length, b.Shape.Length);
        int[] first = [.. Enumerable.Repeat(1, rank - a.Shape.Length), .. a.Shape];
        int[] second = [.. Enumerable.Repeat(1, rank - b.Shape.Length), .. b.Shape];
        int[] shape = [.. first.Zip(second, static (x, y) => x == y || y == 1 ? x : x == 1 ? y : throw new ArgumentException("Shapes do not broadcast."))];
        var data = new double[shape.Aggregate(1, static (product, axis) => product * axis)];
        for (int i = 0; i < data.Length; i++)
        {
            (int rest, int place1, int place2, int stride1, int stride2) = (i, 0, 0, 1, 1);
            for (int axis = rank - 1; axis >= 0; axis--)
            {
                int index = rest % shape[axis];
                rest /= shape[axis];
                place1 += first[axis] == 1 ? 0 : index * stride1;
                place2 += second[axis] == 1 ? 0 : index * stride2;
                stride1 *= first[axis];
                stride2 *= second[axis];
            }

            data[i] = operation(a.Data[place1], b.Data[place2]);
        }

        return new Values(shape, data);
    }

    /// <summary>The axes in another order.</summary>
    public Values Transposed(int[] order)
    {
        int[] shape = [.. order.Select(axis => Shape[axis])];
        var strides = new int[Shape.Length];
        for (int axis = Shape.Length - 1, stride = 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Shape[axis];
        }

        var data = new double[Data.Length];
        for (int i = 0; i < data.Length; i++)
        {
            (int rest, int place) = (i, 0);
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                place += rest % shape[axis] * strides[order[axis]];
                rest /= shape[axis];
            }

            data[i] = Data[place];
        }

        return new Values(shape, data);
    }
}
