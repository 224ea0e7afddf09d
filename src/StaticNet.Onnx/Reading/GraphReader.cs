using StaticNet.Importing;
using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx.Reading;

/// <summary>Follows a graph from its input to its output, node by node, as long as it is a chain of what StaticNet has.</summary>
internal sealed class GraphReader
{
    private const long OldestOperatorSet = 7;

    private readonly string _source;
    private readonly Graph _graph;
    private readonly Constants _constants;
    private readonly ILookup<string, Node> _readers;

    public GraphReader(Model model, string source)
    {
        _source = source;
        _graph = model.Graph ?? throw Invalid("it is no ONNX model: it holds no graph");
        OperatorSet = model.OpsetImport.FirstOrDefault(static set => set.Domain is "" or "ai.onnx")?.Version
            ?? throw Invalid("it is no ONNX model: it names no operator set");
        if (OperatorSet < OldestOperatorSet)
        {
            throw Invalid($"it uses operator set {OperatorSet}; sets {OldestOperatorSet} and later are read");
        }

        _constants = new Constants(_graph, source);
        _readers = _graph.Node
            .Where(static node => node.OpType is not ("Shape" or "Constant"))
            .SelectMany(static node => node.Input.Distinct(), static (node, input) => (node, input))
            .ToLookup(static pair => pair.input, static pair => pair.node, StringComparer.Ordinal);
    }

    /// <summary>Version of the operators' definitions.</summary>
    public long OperatorSet { get; }

    /// <summary>Shape of a sample of the value that has been reached.</summary>
    public int[] Shape { get; private set; } = [];

    /// <summary>The layers found so far.</summary>
    public ChainBuilder Chain { get; } = new();

    /// <summary>The name of the value that has been reached.</summary>
    public string Current { get; private set; } = "";

    /// <summary>Samples a batch where the file fixes them.</summary>
    public long? Batch { get; private set; }

    public ForeignNetwork Read()
    {
        Value input = Single(_graph.Input.Where(value => !_constants.IsInitializer(value.Name)), "input");
        Value output = Single(_graph.Output, "output");
        (Current, Shape) = (input.Name, InputShape(input));
        int[] inputShape = Shape;
        var passed = new HashSet<string>(StringComparer.Ordinal);
        while (Current != output.Name)
        {
            if (!passed.Add(Current))
            {
                throw Invalid($"value '{Names.Shorten(Current)}' depends on itself");
            }

            _constants.SetShape(Current, Shape);
            Step();
        }

        ForeignLayer[] layers = Chain.Finish();
        return layers.Length > 0 ? new ForeignNetwork(_source, inputShape, layers) : throw Invalid("its output is its input: there is no layer");
    }

    /// <summary>The constant that an input of a node is; null where it has none.</summary>
    /// <exception cref="InvalidDataException">It is no constant.</exception>
    public Constant? OptionalConstant(Node node, int input) =>
        input >= node.Input.Count || node.Input[input].Length == 0 ? null : Constant(node, input);

    /// <summary>The constant that an input of a node is.</summary>
    /// <exception cref="InvalidDataException">It is no constant, or is missing.</exception>
    public Constant Constant(Node node, int input)
    {
        if (input >= node.Input.Count)
        {
            throw Refuse(node, $"expected at least {input + 1} inputs, found {node.Input.Count}");
        }

        return _constants.Find(node.Input[input])
            ?? throw Refuse(node, $"expected its input {input}, '{Names.Shorten(node.Input[input])}', to be a constant, and it is computed");
    }

    /// <summary>The exception that names a node.</summary>
    public InvalidDataException Refuse(Node node, string problem) => Invalid($"{Names.Of(node)}: {problem}");

    private void Step()
    {
        Node[] readers = [.. _readers[Current].Take(4)];
        if (readers.Length == 0)
        {
            throw Invalid($"value '{Names.Shorten(Current)}' is read by no node, and is not the output");
        }

        if (readers.Length > 1 || readers[0].Input.Count(input => input == Current) > 1)
        {
            if (ElementwisePattern.Find(Current, _readers, _constants) is not var (kind, form, nodes))
            {
                throw Invalid(
                    $"value '{Names.Shorten(Current)}' is read by {string.Join(" and ", readers.Select(Names.Of))}; "
                    + "only chains are read, and activations that are spelled out");
            }

            Check(nodes[0]);
            Chain.Add(kind, Names.Name(nodes[^1]), form is null ? [] : [("form", form)]);
            Current = nodes[^1].Output[0];
            return;
        }

        Node node = readers[0];
        if (node.Output.Count == 0)
        {
            throw Refuse(node, "it has no output");
        }

        Check(node);
        Shape = node.Domain is "" or "ai.onnx"
            ? NodeReader.Read(this, node)
            : throw Refuse(node, "operators of other domains are not read");
        Current = node.Output[0];
    }

    /// <summary>Softmax is last in StaticNet: nothing but what does nothing may follow.</summary>
    private void Check(Node node)
    {
        if (Chain.LastKind is "Softmax" or "LogSoftmax" && node.OpType is not ("Identity" or "Dropout" or "Cast"))
        {
            throw Refuse(node, $"it follows {Chain.LastKind}, which has to be the last layer in StaticNet");
        }
    }

    private int[] InputShape(Value input)
    {
        TensorType? type = input.Type?.TensorType;
        if (type?.Shape is not { Dim.Count: >= 2 } shape)
        {
            throw Invalid($"input '{Names.Shorten(input.Name)}': expected a shape of two axes or more, the first of them the batch");
        }

        if (type.ElemType is not (TensorTypes.Float or TensorTypes.Double or TensorTypes.Float16 or TensorTypes.BFloat16))
        {
            throw Invalid(
                $"input '{Names.Shorten(input.Name)}': expected elements of float32, float64, float16 or bfloat16, found {TensorTypes.NameOf(type.ElemType)}");
        }

        Batch = shape.Dim[0].ValueCase == Dimension.ValueOneofCase.DimValue ? shape.Dim[0].DimValue : null;
        var axes = new int[shape.Dim.Count - 1];
        long size = 1;
        for (int i = 0; i < axes.Length; i++)
        {
            long axis = shape.Dim[i + 1].DimValue;
            if (axis < 1 || axis > int.MaxValue || (size *= axis) > int.MaxValue)
            {
                throw Invalid($"input '{Names.Shorten(input.Name)}': axis {i + 1} is not fixed, or too large; only the batch may be open");
            }

            axes[i] = (int)axis;
        }

        return axes;
    }

    private Value Single(IEnumerable<Value> values, string what)
    {
        Value[] all = [.. values.Take(3)];
        return all.Length == 1
            ? all[0]
            : throw Invalid(all.Length == 0
                ? $"the graph has no {what}"
                : $"the graph has several {what}s ({string.Join(", ", all.Select(static value => $"'{Names.Shorten(value.Name)}'"))}, ...); expected one");
    }

    private InvalidDataException Invalid(string problem) => new($"'{_source}' cannot be imported: {problem}.");
}
