using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx.Reading;

/// <summary>One node of a chain in StaticNet's terms. Returns the shape of a sample that comes out.</summary>
internal static class NodeReader
{
    private const double Same = 1e-6;

    public static int[] Read(GraphReader graph, Node node)
    {
        string name = Names.Name(node);
        int[] shape = graph.Shape;
        if (node.OpType is not ("Add" or "Mul" or "Sub" or "Div") && (node.Input.Count == 0 || node.Input[0] != graph.Current))
        {
            throw graph.Refuse(node, $"expected '{Names.Shorten(graph.Current)}' as its first input");
        }

        switch (node.OpType)
        {
            case "Identity" or "Dropout":
                return node.OpType == "Dropout" ? Dropout(graph, node, name) : shape;
            case "Cast":
                return node.Integer("to", 0) is TensorTypes.Float or TensorTypes.Double or TensorTypes.Float16 or TensorTypes.BFloat16
                    ? shape
                    : throw graph.Refuse(node, "only casts to floating point are read");
            case "Gemm":
                return Gemm(graph, node, name);
            case "MatMul":
                return Dense(graph, node, name, Matrix(graph, node, 1), null);
            case "Add" or "Sub" or "Mul" or "Div":
                return ScaleOrShift(graph, node, name);
            case "BatchNormalization":
                return BatchNorm(graph, node, name);
            case "LayerNormalization":
                return LayerNorm(graph, node, name);
            case "Flatten":
                long axis = node.Integer("axis", 1);
                return (axis < 0 ? axis + shape.Length + 1 : axis) == 1
                    ? Flattened(graph, name)
                    : throw graph.Refuse(node, "expected axis 1: all axes of a sample in one");
            case "Reshape":
                return Reshape(graph, node, name);
            case "Transpose":
                long[] order = node.Integers("perm") ?? [];
                return order.Length == shape.Length + 1 && order.Select(static (place, i) => place == i).All(static kept => kept)
                    ? shape
                    : throw graph.Refuse(node, $"it reorders axes of a value ([{string.Join(", ", order.Take(9))}]), which no layer of StaticNet does");
            case "Softmax" or "LogSoftmax":
                return Softmax(graph, node, name);
            case "Clip":
                return Clip(graph, node, name);
            case "Log":
                return graph.Chain.IsAtInput
                    ? Add("Log", ("offset", graph.Chain.TakeScalarShift()))
                    : throw graph.Refuse(node, "a logarithm is read at the input only");
            case "Relu" or "Sigmoid" or "Tanh" or "Softplus" or "Softsign" or "HardSwish" or "Mish":
                return Add(node.OpType);
            case "Exp":
                return Add("Exponential");
            case "LeakyRelu":
                return Add("LeakyRelu", ("negativeSlope", Rounded(node.Number("alpha", 0.01))));
            case "Elu":
                return Add("Elu", ("alpha", Rounded(node.Number("alpha", 1))));
            case "Selu":
                return IsNear(node.Number("alpha", 1.6732632), 1.6732632) && IsNear(node.Number("gamma", 1.050701), 1.050701)
                    ? Add("Selu")
                    : throw graph.Refuse(node, "its alpha and gamma are not those that keep mean and variance");
            case "HardSigmoid":
                return HardSigmoid();
            case "Gelu":
                return Add("Gelu", ("form", node.Find("approximate")?.S?.ToStringUtf8() == "tanh" ? "Tanh" : "Exact"));
            case "PRelu":
                return PRelu(graph, node, name);
            default:
                throw graph.Refuse(node, "StaticNet has no layer for this operator");
        }

        int[] Add(string kind, params (string Name, object Value)[] settings)
        {
            graph.Chain.Add(kind, name, settings);
            return shape;
        }

        int[] HardSigmoid()
        {
            (double alpha, double beta) = (node.Number("alpha", 0.2), node.Number("beta", 0.5));
            string? form = !IsNear(beta, 0.5) ? null : IsNear(alpha, 1 / 6.0) ? "Sixth" : IsNear(alpha, 0.2) ? "Fifth" : null;
            return form is not null
                ? Add("HardSigmoid", ("form", form))
                : throw graph.Refuse(node, "expected alpha 1/6 or 0.2 and beta 0.5");
        }
    }

    private static int[] Dropout(GraphReader graph, Node node, string name)
    {
        double rate = graph.OptionalConstant(node, 1) is { IsScalar: true } ratio ? ratio.Values[0] : node.Number("ratio", 0.5);
        if (graph.OptionalConstant(node, 2) is { } training && Array.Exists(training.Values, static value => value != 0))
        {
            throw graph.Refuse(node, "it is in training mode: export the model for inference");
        }

        if (rate is > 0 and < 1)
        {
            graph.Chain.Add("Dropout", name, [("rate", Rounded(rate))]);
        }

        return graph.Shape;
    }

    private static int[] Gemm(GraphReader graph, Node node, string name)
    {
        if (graph.Shape.Length != 1)
        {
            throw graph.Refuse(node, $"its input has {graph.Shape.Length + 1} axes; Gemm takes two");
        }

        if (node.Integer("transA", 0) != 0)
        {
            throw graph.Refuse(node, "transA, a product over the batch, is not read");
        }

        Constant kernel = Matrix(graph, node, 1);
        kernel = node.Integer("transB", 0) != 0 ? kernel.Transposed() : kernel;
        return Dense(
            graph, node, name, kernel.Times(node.Number("alpha", 1)), graph.OptionalConstant(node, 2)?.Times(node.Number("beta", 1)));
    }

    private static int[] Dense(GraphReader graph, Node node, string name, Constant kernel, Constant? bias)
    {
        int inputs = graph.Shape[^1];
        int units = kernel.Shape[1];
        if (kernel.Shape[0] != inputs || units == 0)
        {
            throw graph.Refuse(node, $"its kernel has shape [{kernel.Shape[0]}, {units}] and its input {inputs} columns");
        }

        graph.Chain.Add("Dense", name, [("units", units), ("bias", false)], ("kernel", kernel));
        if (bias is not null)
        {
            graph.Chain.AddAffine(name, [1], Columns(graph, node, bias, [units]));
        }

        return [.. graph.Shape[..^1], units];
    }

    private static int[] ScaleOrShift(GraphReader graph, Node node, string name)
    {
        if (node.Input.Count != 2)
        {
            throw graph.Refuse(node, $"expected 2 inputs, found {node.Input.Count}");
        }

        bool isFirst = node.Input[0] == graph.Current;
        double[] values = Columns(graph, node, graph.Constant(node, isFirst ? 1 : 0), graph.Shape);
        double[] zero = [0];
        double[] one = [1];
        double[] minusOne = [-1];
        (double[] scale, double[] shift) = (node.OpType, isFirst) switch
        {
            ("Add", _) => (one, values),
            ("Mul", _) => (values, zero),
            ("Sub", true) => (one, Array.ConvertAll(values, static value => -value)),
            ("Sub", false) => (minusOne, values),
            ("Div", true) => (Array.ConvertAll(values, static value => 1 / value), zero),
            _ => throw graph.Refuse(node, "a constant divided by a value is not read"),
        };
        if (!Array.TrueForAll(scale, double.IsFinite) || !Array.TrueForAll(shift, double.IsFinite))
        {
            throw graph.Refuse(node, "its constants give an infinite or undefined scale or shift");
        }

        graph.Chain.AddAffine(name, scale, shift);
        return graph.Shape;
    }

    private static int[] BatchNorm(GraphReader graph, Node node, string name)
    {
        if (node.Integer("training_mode", 0) != 0)
        {
            throw graph.Refuse(node, "it is in training mode: export the model for inference");
        }

        if (node.Integer("spatial", 1) == 0)
        {
            throw graph.Refuse(node, "statistics of each position (spatial 0) are not read");
        }

        int channels = graph.Shape[0];
        (string, Constant) Vector(string tensor, int input) => graph.Constant(node, input) is { Shape: [var length] } values && length == channels
            ? (tensor, values)
            : throw graph.Refuse(node, $"expected a vector of {channels} values, one a channel, as input {input}");

        graph.Chain.Add(
            "BatchNorm",
            name,
            [
                ("axis", graph.Shape.Length == 1 ? -1 : 1),
                ("momentum", Rounded(node.Number("momentum", 0.9))),
                ("epsilon", Rounded(node.Number("epsilon", 1e-5))),
            ],
            Vector("gamma", 1),
            Vector("beta", 2),
            Vector("moving_mean", 3),
            Vector("moving_variance", 4));
        return graph.Shape;
    }

    private static int[] LayerNorm(GraphReader graph, Node node, string name)
    {
        int[] shape = graph.Shape;
        long axis = node.Integer("axis", -1);
        if (axis != -1 && axis != shape.Length)
        {
            throw graph.Refuse(node, "expected axis -1: over the last axis alone");
        }

        if (node.Output.Skip(1).Any(static output => output.Length > 0))
        {
            throw graph.Refuse(node, "its mean and deviation are asked for, which StaticNet does not give");
        }

        Constant Vector(Constant values) => Columns(graph, node, values, shape) is var columns && columns.Length == shape[^1]
            ? new Constant([columns.Length], columns, values.DataType)
            : throw graph.Refuse(node, $"expected its scale and shift to have {shape[^1]} values");

        (string, Constant) gamma = ("gamma", Vector(graph.Constant(node, 1)));
        Constant? beta = graph.OptionalConstant(node, 2);
        graph.Chain.Add(
            "LayerNorm",
            name,
            [("epsilon", Rounded(node.Number("epsilon", 1e-5))), ("center", beta is not null), ("scale", true)],
            beta is null ? [gamma] : [gamma, ("beta", Vector(beta))]);
        return shape;
    }

    private static int[] PRelu(GraphReader graph, Node node, string name)
    {
        double[] slopes = Columns(graph, node, graph.Constant(node, 1), graph.Shape);
        graph.Chain.Add("PRelu", name, [("shared", slopes.Length == 1)], ("slope", new Constant([slopes.Length], slopes, "float32")));
        return graph.Shape;
    }

    private static int[] Softmax(GraphReader graph, Node node, string name)
    {
        // Before operator set 13, axis 1 was the default and all axes from there on were one.
        int rank = graph.Shape.Length + 1;
        long axis = node.Integer("axis", graph.OperatorSet < 13 ? 1 : -1);
        return (axis < 0 ? axis + rank : axis) == rank - 1
            ? Added(graph, node.OpType, name)
            : throw graph.Refuse(node, "expected it to be over the last axis");
    }

    private static int[] Clip(GraphReader graph, Node node, string name)
    {
        double Bound(int input, string attribute, double otherwise) =>
            graph.OptionalConstant(node, input) is { IsScalar: true } bound ? bound.Values[0] : node.Number(attribute, otherwise);

        double minimum = Bound(1, "min", double.NegativeInfinity);
        double maximum = Bound(2, "max", double.PositiveInfinity);
        return minimum == 0 && maximum == 6 ? Added(graph, "Relu6", name)
            : minimum == 0 && maximum >= float.MaxValue ? Added(graph, "Relu", name)
            : graph.Chain.IsAtInput && float.IsFinite((float)minimum) && float.IsFinite((float)maximum) && minimum < maximum
                ? Added(graph, "Clip", name, ("min", Rounded(minimum)), ("max", Rounded(maximum)))
            : throw graph.Refuse(node, "after the first layer, only clipping to 0 and above, or to 0 and 6, is an activation of StaticNet");
    }

    private static int[] Reshape(GraphReader graph, Node node, string name)
    {
        // Operator sets before 5 had the shape as an attribute; they are not read.
        double[] target = graph.Constant(node, 1).Values;
        int[] shape = graph.Shape;
        int size = shape.Aggregate(1, static (product, axis) => product * axis);
        double[] rest = [.. target.Skip(1).Select((axis, i) => axis == 0 && i < shape.Length ? shape[i] : axis)];
        bool hasOpenBatch = target.Length > 0 && (target[0] is 0 or -1 || target[0] == graph.Batch);
        if (hasOpenBatch && rest.Length == 1 && (rest[0] == size || (rest[0] == -1 && target[0] != -1)))
        {
            return Flattened(graph, name);
        }

        return hasOpenBatch && rest.SequenceEqual(shape.Select(static axis => (double)axis))
            ? shape
            : throw graph.Refuse(node, $"it reshapes [batch, {string.Join(", ", shape)}] to [{string.Join(", ", target.Take(9))}]; only flattening is read");
    }

    private static int[] Flattened(GraphReader graph, string name)
    {
        if (graph.Shape.Length > 1)
        {
            graph.Chain.Add("Flatten", name, []);
        }

        return [graph.Shape.Aggregate(1, static (product, axis) => product * axis)];
    }

    private static int[] Added(GraphReader graph, string kind, string name, params (string Name, object Value)[] settings)
    {
        graph.Chain.Add(kind, name, settings);
        return graph.Shape;
    }

    private static Constant Matrix(GraphReader graph, Node node, int input) => graph.Constant(node, input) is { Shape.Length: 2 } matrix
        ? matrix
        : throw graph.Refuse(node, $"expected a matrix as input {input}");

    /// <summary>One number for all columns, or one for each column of the last axis.</summary>
    private static double[] Columns(GraphReader graph, Node node, Constant constant, int[] shape)
    {
        bool isRow = constant.Shape.Length <= shape.Length + 1 && constant.Shape.AsSpan(0, Math.Max(0, constant.Shape.Length - 1)).IndexOfAnyExcept(1) < 0;
        return isRow && (constant.IsScalar || constant.Values.Length == shape[^1])
            ? constant.Values
            : throw graph.Refuse(
                node,
                $"its constant of shape [{string.Join(", ", constant.Shape)}] is neither one number nor one a column of [batch, {string.Join(", ", shape)}]");
    }

    /// <summary>The shortest number that is the same float: 0.001 rather than 0.0010000000474974513.</summary>
    private static double Rounded(double value) => double.Parse(
        ((float)value).ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsNear(double value, double expected) => Math.Abs(value - expected) <= Same * Math.Abs(expected);
}
