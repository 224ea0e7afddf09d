using System.Buffers.Binary;
using Google.Protobuf;
using StaticNet.Onnx.Schema;
using Attribute = StaticNet.Onnx.Schema.Attribute;
using Type = StaticNet.Onnx.Schema.Type;

namespace StaticNet.Onnx.Export;

/// <summary>Collects nodes and constants under names of their own; every value gets its shape, whose first axis is the batch.</summary>
internal sealed class GraphBuilder
{
    private const string BatchAxis = "batch";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>What has been collected.</summary>
    public Graph Graph { get; } = new();

    /// <summary>Declares the graph's input.</summary>
    public string Input(string name, int[] shape)
    {
        Graph.Input.Add(Value(Unique(name), shape));
        return name;
    }

    /// <summary>Adds a node of one output.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="name">The node's name and its value's; if it is taken, with a number after it.</param>
    /// <param name="shape">Shape of a sample of the value.</param>
    /// <param name="inputs">Names of values and constants.</param>
    /// <param name="attributes">What else the operator takes.</param>
    /// <returns>The value's name.</returns>
    public string Add(string op, string name, int[] shape, string[] inputs, params Attribute[] attributes)
    {
        string unique = Unique(name);
        var node = new Node { Name = unique, OpType = op };
        node.Input.Add(inputs);
        node.Output.Add(unique);
        node.Attribute.Add(attributes);
        Graph.Node.Add(node);
        Graph.ValueInfo.Add(Value(unique, shape));
        return unique;
    }

    /// <summary>A tensor of float32.</summary>
    public string Constant(string name, float[] values, params long[] shape)
    {
        var raw = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), values[i]);
        }

        return Constant(name, TensorTypes.Float, raw, shape);
    }

    /// <summary>A scalar of float32.</summary>
    public string Scalar(string name, double value) => Constant(name, [(float)value]);

    /// <summary>A vector of int64.</summary>
    public string Integers(string name, params long[] values)
    {
        var raw = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * sizeof(long)), values[i]);
        }

        return Constant(name, TensorTypes.Int64, raw, [values.Length]);
    }

    /// <summary>A vector of booleans.</summary>
    public string Mask(string name, bool[] values) =>
        Constant(name, TensorTypes.Bool, [.. values.Select(static value => value ? (byte)1 : (byte)0)], [values.Length]);

    /// <summary>Makes a value the graph's output, under a name of its own.</summary>
    public void Output(string value, string name)
    {
        string unique = Unique(name);
        Value information = Graph.ValueInfo.Single(candidate => candidate.Name == value);
        Graph.ValueInfo.Remove(information);
        information.Name = unique;
        Graph.Output.Add(information);
        foreach (Node node in Graph.Node.Where(node => node.Output[0] == value))
        {
            node.Output[0] = unique;
        }
    }

    public static Attribute Integer(string name, long value) => new() { Name = name, I = value, Type = AttributeType.Int };

    public static Attribute Number(string name, double value) => new() { Name = name, F = (float)value, Type = AttributeType.Float };

    public static Attribute List(string name, params long[] values)
    {
        var attribute = new Attribute { Name = name, Type = AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    private static Value Value(string name, int[] shape)
    {
        var dimensions = new Shape();
        dimensions.Dim.Add(new Dimension { DimParam = BatchAxis });
        dimensions.Dim.Add(shape.Select(static axis => new Dimension { DimValue = axis }));
        return new Value { Name = name, Type = new Type { TensorType = new TensorType { ElemType = TensorTypes.Float, Shape = dimensions } } };
    }

    private string Constant(string name, int type, byte[] raw, long[] shape)
    {
        string unique = Unique(name);
        var tensor = new Tensor { Name = unique, DataType = type, RawData = UnsafeByteOperations.UnsafeWrap(raw) };
        tensor.Dims.Add(shape);
        Graph.Initializer.Add(tensor);
        return unique;
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++)
        {
            unique = $"{name}/{i}";
        }

        return unique;
    }
}
