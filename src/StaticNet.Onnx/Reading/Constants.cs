using StaticNet.Onnx.Schema;
using Attribute = StaticNet.Onnx.Schema.Attribute;

namespace StaticNet.Onnx.Reading;

/// <summary>
/// Values of a graph that do not depend on its input: initializers, constants, and what is computed of them. The shape of a value that depends on
/// the input counts as constant too, its batch as 0, which Reshape takes for "as it was".
/// </summary>
internal sealed class Constants
{
    private const int MaximumDepth = 32;

    /// <summary>What computed constants may hold for each element of an initializer: a small file must not become a large one.</summary>
    private const int Growth = 8;

    private const long SmallChange = 4096;

    private readonly string _source;
    private readonly Dictionary<string, Tensor> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Constant?> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _shapes = new(StringComparer.Ordinal);
    private long _budget = SmallChange;

    public Constants(Graph graph, string source)
    {
        _source = source;
        foreach (Tensor tensor in graph.Initializer)
        {
            if (!_initializers.TryAdd(tensor.Name, tensor))
            {
                throw new InvalidDataException($"'{source}' has two initializers called '{Names.Shorten(tensor.Name)}'.");
            }
        }

        foreach (Node node in graph.Node)
        {
            foreach (string output in node.Output.Where(static output => output.Length > 0))
            {
                if (!_producers.TryAdd(output, node))
                {
                    throw new InvalidDataException($"'{source}': two nodes give a value called '{Names.Shorten(output)}'.");
                }
            }
        }
    }

    /// <summary>Whether the graph holds the value.</summary>
    public bool IsInitializer(string name) => _initializers.ContainsKey(name);

    /// <summary>Tells the shape of a sample of a value that depends on the input.</summary>
    public void SetShape(string value, int[] shape) => _shapes[value] = shape;

    /// <summary>The value, or null if it depends on the input or on an operator that is not evaluated here.</summary>
    public Constant? Find(string name) => Find(name, 0);

    private Constant? Find(string name, int depth)
    {
        if (name.Length == 0 || depth > MaximumDepth)
        {
            return null;
        }

        if (_known.TryGetValue(name, out Constant? known))
        {
            return known;
        }

        Constant? constant = null;
        if (_initializers.TryGetValue(name, out Tensor? tensor))
        {
            constant = TensorReader.Read(tensor, _source);
            _budget += (long)Growth * constant.Values.Length;
        }
        else if (_producers.TryGetValue(name, out Node? node) && node.Output[0] == name)
        {
            constant = Evaluate(node, depth);
            if (constant is not null && (_budget -= constant.Values.Length) < 0)
            {
                throw new InvalidDataException($"'{_source}', {Names.Of(node)}: the graph's constants grow beyond {Growth} times what the file holds.");
            }
        }

        // The shape of a value that comes later in the chain may yet become known.
        if (constant is not null)
        {
            _known[name] = constant;
        }

        return constant;
    }

    private Constant? Evaluate(Node node, int depth)
    {
        if (node.OpType == "Constant")
        {
            return OfAttributes(node);
        }

        if (node.Input.Count == 0)
        {
            return null;
        }

        if (node.OpType == "Shape")
        {
            return _shapes.TryGetValue(node.Input[0], out int[]? shape) && !node.Has("start") && !node.Has("end")
                ? new Constant([shape.Length + 1], [0, .. shape.Select(static axis => (double)axis)], "int64")
                : null;
        }

        var inputs = new Constant[node.Input.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (Find(node.Input[i], depth + 1) is not { } input)
            {
                return null;
            }

            inputs[i] = input;
        }

        Constant x = inputs[0];
        return node.OpType switch
        {
            "Identity" or "Cast" => x,
            "Transpose" => Transpose(node, x),
            "Reshape" when inputs.Length == 2 => Reshape(x, inputs[1].Values),
            "Flatten" when x.Shape.Length == 2 => x,
            "Unsqueeze" => Reshape(x, Unsqueezed(node, x, inputs)),
            "Squeeze" => Reshape(x, [.. x.Shape.Where(static axis => axis != 1).Select(static axis => (double)axis)]),
            "Gather" when inputs.Length == 2 => Gather(node, x, inputs[1]),
            "Concat" => Concat(inputs),
            "Sqrt" => x with { Values = Array.ConvertAll(x.Values, Math.Sqrt) },
            "Neg" => x.Times(-1),
            "Add" when inputs.Length == 2 => Combine(x, inputs[1], static (a, b) => a + b),
            "Sub" when inputs.Length == 2 => Combine(x, inputs[1], static (a, b) => a - b),
            "Mul" when inputs.Length == 2 => Combine(x, inputs[1], static (a, b) => a * b),
            "Div" when inputs.Length == 2 => Combine(x, inputs[1], static (a, b) => a / b),
            _ => null,
        };
    }

    private Constant? OfAttributes(Node node)
    {
        foreach (Attribute attribute in node.Attribute)
        {
            switch (attribute.Name)
            {
                case "value" when attribute.T is not null:
                    return TensorReader.Read(attribute.T, _source);
                case "value_float":
                    return new Constant([], [attribute.F], "float32");
                case "value_int":
                    return new Constant([], [attribute.I], "int64");
                case "value_floats":
                    return new Constant([attribute.Floats.Count], [.. attribute.Floats.Select(static value => (double)value)], "float32");
                case "value_ints":
                    return new Constant([attribute.Ints.Count], [.. attribute.Ints.Select(static value => (double)value)], "int64");
                default:
                    return null;
            }
        }

        return null;
    }

    private static Constant? Transpose(Node node, Constant x)
    {
        long[] order = node.Integers("perm") ?? [.. Enumerable.Range(0, x.Shape.Length).Reverse().Select(static axis => (long)axis)];
        bool isKept = order.Select(static (axis, place) => axis == place).All(static kept => kept);
        return isKept && order.Length == x.Shape.Length ? x
            : x.Shape.Length == 2 && order is [1, 0] ? x.Transposed()
            : null;
    }

    private static Constant? Reshape(Constant x, double[] target)
    {
        var shape = new int[target.Length];
        Int128 product = 1;
        int open = -1;
        for (int i = 0; i < shape.Length; i++)
        {
            double axis = target[i] == 0 && i < x.Shape.Length ? x.Shape[i] : target[i];
            if (axis == -1 && open < 0)
            {
                open = i;
            }
            else if (axis is >= 0 and <= int.MaxValue && product <= int.MaxValue)
            {
                shape[i] = (int)axis;
                product *= shape[i];
            }
            else
            {
                return null;
            }
        }

        if (open >= 0 && product > 0 && x.Values.Length % product == 0)
        {
            shape[open] = (int)(x.Values.Length / product);
            product *= shape[open];
        }

        return product == x.Values.Length ? x with { Shape = shape } : null;
    }

    private static double[] Unsqueezed(Node node, Constant x, Constant[] inputs)
    {
        double[] axes = inputs.Length > 1 ? inputs[1].Values : [.. (node.Integers("axes") ?? []).Select(static axis => (double)axis)];
        List<double> shape = [.. x.Shape.Select(static axis => (double)axis)];
        foreach (double axis in axes.Select(axis => axis < 0 ? axis + x.Shape.Length + axes.Length : axis).Order())
        {
            if (axis < 0 || axis > shape.Count)
            {
                return [-2];
            }

            shape.Insert((int)axis, 1);
        }

        return [.. shape];
    }

    private static Constant? Gather(Node node, Constant x, Constant indices)
    {
        if (x.Shape.Length != 1 || node.Integer("axis", 0) != 0 || indices.Values.Length > SmallChange)
        {
            return null;
        }

        var values = new double[indices.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double index = indices.Values[i] < 0 ? indices.Values[i] + x.Values.Length : indices.Values[i];
            if (!(index >= 0 && index < x.Values.Length))
            {
                return null;
            }

            values[i] = x.Values[(int)index];
        }

        return new Constant(indices.Shape, values, x.DataType);
    }

    private static Constant? Concat(Constant[] inputs) =>
        Array.TrueForAll(inputs, static input => input.Shape.Length == 1) && inputs.Sum(static input => (long)input.Values.Length) <= SmallChange
            ? new Constant([inputs.Sum(static input => input.Values.Length)], [.. inputs.SelectMany(static input => input.Values)], inputs[0].DataType)
            : null;

    private static Constant? Combine(Constant a, Constant b, Func<double, double, double> operation)
    {
        if (a.Shape.AsSpan().SequenceEqual(b.Shape))
        {
            return a with { Values = [.. a.Values.Zip(b.Values, operation)] };
        }

        return b.IsScalar && b.Shape.Length <= a.Shape.Length ? a with { Values = Array.ConvertAll(a.Values, value => operation(value, b.Values[0])) }
            : a.IsScalar && a.Shape.Length <= b.Shape.Length ? b with { Values = Array.ConvertAll(b.Values, value => operation(a.Values[0], value)) }
            : null;
    }
}
