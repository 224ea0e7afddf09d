using Google.Protobuf;
using StaticNet.Importing;
using StaticNet.Onnx.Schema;
using Attribute = StaticNet.Onnx.Schema.Attribute;
using Type = StaticNet.Onnx.Schema.Type;

namespace StaticNet.Onnx.Tests;

/// <summary>Models as other exporters write them, node by node.</summary>
internal sealed class TestModel
{
    private readonly Model _model = new() { Graph = new Graph { Name = "test" } };

    public TestModel(long operatorSet, params int[] shape)
    {
        _model.OpsetImport.Add(new OperatorSet { Version = operatorSet });
        var input = new Shape();
        input.Dim.Add(new Dimension { DimParam = "N" });
        input.Dim.Add(shape.Select(static axis => new Dimension { DimValue = axis }));
        Graph.Input.Add(new Value { Name = "x", Type = new Type { TensorType = new TensorType { ElemType = 1, Shape = input } } });
    }

    public Graph Graph => _model.Graph;

    /// <summary>A node; its last output becomes the graph's.</summary>
    public TestModel Node(string op, string inputs, string output, params Attribute[] attributes)
    {
        var node = new Node { OpType = op, Name = $"{op}_{output}" };
        node.Input.Add(inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        Graph.Node.Add(node);
        Graph.Output.Clear();
        Graph.Output.Add(new Value { Name = output });
        return this;
    }

    public TestModel Floats(string name, int[] shape, params float[] values)
    {
        var tensor = new Tensor { Name = name, DataType = TensorTypes.Float };
        tensor.Dims.Add(shape.Select(static axis => (long)axis));
        tensor.FloatData.Add(values);
        return With(tensor);
    }

    public TestModel Integers(string name, params long[] values)
    {
        var tensor = new Tensor { Name = name, DataType = TensorTypes.Int64 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.Add(values);
        return With(tensor);
    }

    public TestModel With(Tensor tensor)
    {
        Graph.Initializer.Add(tensor);
        return this;
    }

    public byte[] ToBytes() => _model.ToByteArray();

    public ForeignNetwork Read() => OnnxFile.Parse(ToBytes(), "test.onnx");

    /// <summary>The message of the refusal.</summary>
    public string Refusal() => Assert.Throws<InvalidDataException>(Read).Message;

    public static Attribute Integer(string name, long value) => new() { Name = name, I = value, Type = AttributeType.Int };

    public static Attribute Number(string name, float value) => new() { Name = name, F = value, Type = AttributeType.Float };

    public static Attribute List(string name, params long[] values)
    {
        var attribute = new Attribute { Name = name, Type = AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }
}
