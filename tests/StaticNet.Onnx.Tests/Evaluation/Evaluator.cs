using System.Buffers.Binary;
using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx.Tests.Evaluation;

/// <summary>
/// Computes a model in double precision, by the operators' definitions of operator set 17, sharing nothing with what writes and reads models; and checks
/// on the way what the format demands: names that are given once and before they are read, shapes as declared.
/// </summary>
internal static class Evaluator
{
    public static double[] Run(Model model, float[] input, int batch)
    {
        Graph graph = model.Graph;
        Assert.True(model.IrVersion >= 3);
        Assert.Contains(model.OpsetImport, static set => set.Domain == "" && set.Version > 0);
        Assert.False(string.IsNullOrEmpty(graph.Name));
        var known = new Dictionary<string, Values>(StringComparer.Ordinal);
        foreach (Tensor tensor in graph.Initializer)
        {
            Assert.True(known.TryAdd(tensor.Name, Read(tensor)), $"two values are called {tensor.Name}");
        }

        Value given = Assert.Single(graph.Input);
        Assert.True(known.TryAdd(given.Name, new Values(ShapeOf(given, batch), Array.ConvertAll(input, static value => (double)value))));
        Dictionary<string, Value> declared = graph.ValueInfo.Concat(graph.Output).ToDictionary(static value => value.Name);
        var nodeNames = new HashSet<string>();
        foreach (Node node in graph.Node)
        {
            Assert.True(node.Name.Length > 0 && nodeNames.Add(node.Name), $"two nodes are called {node.Name}");
            Assert.All(node.Attribute, static attribute => Assert.NotEqual(AttributeType.Undefined, attribute.Type));
            Values[] inputs = [.. node.Input.Select(
                name => known.TryGetValue(name, out Values? value) ? value : throw new ArgumentException($"{name} is not known at {node.Name}"))];
            Values result = Compute(node, inputs);
            string output = Assert.Single(node.Output);
            Assert.True(known.TryAdd(output, result), $"two values are called {output}");
            Assert.Equal(ShapeOf(declared[output], batch), result.Shape);
        }

        return known[Assert.Single(graph.Output).Name].Data;
    }

    private static int[] ShapeOf(Value value, int batch)
    {
        Assert.Equal(TensorTypes.Float, value.Type.TensorType.ElemType);
        return [.. value.Type.TensorType.Shape.Dim.Select(axis => axis.ValueCase == Dimension.ValueOneofCase.DimParam ? batch : (int)axis.DimValue)];
    }

    private static Values Read(Tensor tensor)
    {
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        int size = tensor.DataType switch
        {
            TensorTypes.Float => 4,
            TensorTypes.Int64 => 8,
            TensorTypes.Bool => 1,
            _ => throw new ArgumentException($"{tensor.Name} is of type {tensor.DataType}."),
        };
        var data = new double[tensor.Dims.Aggregate(1, static (product, axis) => product * (int)axis)];
        Assert.Equal(data.Length * size, raw.Length);
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = size switch
            {
                4 => BinaryPrimitives.ReadSingleLittleEndian(raw[(i * 4)..]),
                8 => BinaryPrimitives.ReadInt64LittleEndian(raw[(i * 8)..]),
                _ => raw[i],
            };
        }

        return new Values([.. tensor.Dims.Select(static axis => (int)axis)], data);
    }

    private static Values Compute(Node node, Values[] inputs)
    {
        Values x = inputs[0];
        double Number(string name, double otherwise) => node.Attribute.SingleOrDefault(attribute => attribute.Name == name)?.F ?? otherwise;
        int Integer(string name, int otherwise) => (int)(node.Attribute.SingleOrDefault(attribute => attribute.Name == name)?.I ?? otherwise);
        int[] Integers(string name) => [.. node.Attribute.Single(attribute => attribute.Name == name).Ints.Select(static value => (int)value)];
        switch (node.OpType)
        {
            case "Identity" or "Dropout":
                return x;
            case "Add":
                return Values.Both(x, inputs[1], static (a, b) => a + b);
            case "Sub":
                return Values.Both(x, inputs[1], static (a, b) => a - b);
            case "Mul":
                return Values.Both(x, inputs[1], static (a, b) => a * b);
            case "Div":
                return Values.Both(x, inputs[1], static (a, b) => a / b);
            case "PRelu":
                return Values.Both(x, inputs[1], static (a, slope) => a < 0 ? a * slope : a);
            case "Where":
                Values first = Values.Both(x, inputs[1], static (chosen, value) => chosen != 0 ? value : 0);
                return Values.Both(first, Values.Both(x, inputs[2], static (chosen, value) => chosen != 0 ? 0 : value), static (a, b) => a + b);
            case "MatMul":
                return Product(x, inputs[1]);
            case "Gemm":
                Assert.DoesNotContain(node.Attribute, static attribute => attribute.Name != "transB");
                Values kernel = Integer("transB", 0) == 1 ? inputs[1].Transposed([1, 0]) : inputs[1];
                return Values.Both(Product(x, kernel), inputs[2], static (a, b) => a + b);
            case "Transpose":
                return x.Transposed(node.Attribute.Count == 0 ? [.. Enumerable.Range(0, x.Shape.Length).Reverse()] : Integers("perm"));
            case "Flatten":
                Assert.Equal(1, Integer("axis", 1));
                return x with { Shape = [x.Shape[0], x.Data.Length / x.Shape[0]] };
            case "Reshape":
                return x with { Shape = [.. inputs[1].Data.Select((axis, i) => axis == 0 ? x.Shape[i] : (int)axis)] };
            case "Concat":
                return Concat(inputs, Integer("axis", 0));
            case "ReduceMean":
                Assert.Equal(1, Integer("keepdims", 1));
                return Mean(x, Integers("axes"));
            case "BatchNormalization":
                return BatchNorm(inputs, Number("epsilon", 1e-5));
            case "LayerNormalization":
                Assert.Equal(-1, Integer("axis", -1));
                return LayerNorm(inputs, Number("epsilon", 1e-5));
            case "Softmax" or "LogSoftmax":
                Assert.Contains(Integer("axis", -1), new[] { -1, x.Shape.Length - 1 });
                return Softmax(x, node.OpType == "LogSoftmax");
            case "Clip":
                return x.Each(value => Math.Min(Math.Max(value, inputs[1].Data[0]), inputs[2].Data[0]));
            case "Relu":
                return x.Each(static value => Math.Max(value, 0));
            case "LeakyRelu":
                double slope = Number("alpha", 0.01);
                return x.Each(value => value < 0 ? slope * value : value);
            case "Elu":
                double alpha = Number("alpha", 1);
                return x.Each(value => value < 0 ? alpha * (Math.Exp(value) - 1) : value);
            case "Selu":
                return x.Each(static value => 1.05070102214813232421875 * (value > 0 ? value : 1.67326319217681884765625 * (Math.Exp(value) - 1)));
            case "HardSwish":
                return x.Each(static value => value * Math.Clamp((value / 6) + 0.5, 0, 1));
            case "HardSigmoid":
                (double steepness, double middle) = (Number("alpha", 0.2), Number("beta", 0.5));
                return x.Each(value => Math.Clamp((steepness * value) + middle, 0, 1));
            case "Sigmoid":
                return x.Each(static value => 1 / (1 + Math.Exp(-value)));
            case "Tanh":
                return x.Each(Math.Tanh);
            case "Softplus":
                return x.Each(static value => Math.Log(1 + Math.Exp(value)));
            case "Softsign":
                return x.Each(static value => value / (1 + Math.Abs(value)));
            case "Exp":
                return x.Each(Math.Exp);
            case "Log":
                return x.Each(Math.Log);
            case "Sqrt":
                return x.Each(Math.Sqrt);
            case "Erf":
                return x.Each(ErrorFunction);
            default:
                throw new ArgumentException($"No operator {node.OpType} in operator set 17 is known here.");
        }
    }

    private static Values Product(Values x, Values kernel)
    {
        (int inner, int columns) = (kernel.Shape[0], kernel.Shape[1]);
        Assert.Equal(inner, x.Shape[^1]);
        var data = new double[x.Data.Length / inner * columns];
        for (int i = 0; i < data.Length; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                data[i] += x.Data[(i / columns * inner) + k] * kernel.Data[(k * columns) + (i % columns)];
            }
        }

        return new Values([.. x.Shape[..^1], columns], data);
    }

    private static Values Concat(Values[] inputs, int axis)
    {
        Assert.True(axis == -1 || axis == inputs[0].Shape.Length - 1);
        int rows = inputs[0].Data.Length / inputs[0].Shape[^1];
        IEnumerable<double> Row(int row) => inputs.SelectMany(input => input.Data.Skip(row * input.Shape[^1]).Take(input.Shape[^1]));
        return new Values([.. inputs[0].Shape[..^1], inputs.Sum(static input => input.Shape[^1])], [.. Enumerable.Range(0, rows).SelectMany(Row)]);
    }

    private static Values Mean(Values x, int[] axes)
    {
        int rank = x.Shape.Length;
        int[] reduced = [.. axes.Select(axis => axis < 0 ? axis + rank : axis)];
        int[] order = [.. Enumerable.Range(0, rank).Except(reduced), .. reduced];
        Values moved = x.Transposed(order);
        int[] shape = [.. x.Shape.Select((length, axis) => reduced.Contains(axis) ? 1 : length)];
        int count = reduced.Aggregate(1, (product, axis) => product * x.Shape[axis]);
        return new Values(shape, [.. moved.Data.Chunk(count).Select(static chunk => chunk.Average())]);
    }

    private static Values BatchNorm(Values[] inputs, double epsilon)
    {
        Values x = inputs[0];
        int channels = x.Shape[1];
        int inner = x.Shape.Skip(2).Aggregate(1, static (product, axis) => product * axis);
        Assert.All(inputs.Skip(1), vector => Assert.Equal([channels], vector.Shape));
        return x with
        {
            Data =
            [
                .. x.Data.Select((value, i) =>
                {
                    int c = i / inner % channels;
                    return ((value - inputs[3].Data[c]) / Math.Sqrt(inputs[4].Data[c] + epsilon) * inputs[1].Data[c]) + inputs[2].Data[c];
                }),
            ],
        };
    }

    private static Values LayerNorm(Values[] inputs, double epsilon)
    {
        Values x = inputs[0];
        double[] normalized =
        [
            .. x.Data.Chunk(x.Shape[^1]).SelectMany(row =>
            {
                double mean = row.Average();
                double variance = row.Average(value => (value - mean) * (value - mean));
                return row.Select(value => (value - mean) / Math.Sqrt(variance + epsilon));
            }),
        ];
        Values scaled = Values.Both(x with { Data = normalized }, inputs[1], static (a, b) => a * b);
        return inputs.Length > 2 ? Values.Both(scaled, inputs[2], static (a, b) => a + b) : scaled;
    }

    private static Values Softmax(Values x, bool logarithm) => x with
    {
        Data =
        [
            .. x.Data.Chunk(x.Shape[^1]).SelectMany(row =>
            {
                double largest = row.Max();
                double sum = row.Sum(value => Math.Exp(value - largest));
                return row.Select(value => logarithm ? value - largest - Math.Log(sum) : Math.Exp(value - largest) / sum);
            }),
        ],
    };

    /// <summary>By its Taylor series, which converges everywhere; beyond 5 the function is 1 to the last digit.</summary>
    private static double ErrorFunction(double x)
    {
        if (Math.Abs(x) > 5)
        {
            return Math.Sign(x);
        }

        (double term, double sum) = (x, x);
        for (int n = 1; n < 150; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }
}
