using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// What is known of a network's architecture when it is compiled: the generated class hands one to its base. Immutable and shared by all
/// instances of the class.
/// </summary>
public sealed class NetworkLayout
{
    private long? _multiplyAdds;
    private int? _productCount;
    private int? _widestPanels;

    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>Shape of a sample.</summary>
    public required int[] InputShape { get; init; }

    /// <summary>Shape of the output of a sample.</summary>
    public required int[] OutputShape { get; init; }

    /// <summary>Layers in order.</summary>
    public required LayerSummary[] Layers { get; init; }

    /// <summary>Trained tensors in network order.</summary>
    public required TensorLayout[] Parameters { get; init; }

    /// <summary>Statistics in network order.</summary>
    public required TensorLayout[] Statistics { get; init; }

    /// <summary>Input normalisers, in order.</summary>
    public required NormalizerLayout[] Normalizers { get; init; }

    /// <summary>The normaliser of the targets, by <see cref="TargetStandardizeAttribute"/>; null where they stay as they are.</summary>
    public NormalizerLayout? TargetNormalizer { get; init; }

    /// <summary>Layers of noise, such as Dropout, in order.</summary>
    public required NoiseLayout[] Noises { get; init; }

    /// <summary>BatchNorms whose statistics training moves, in order.</summary>
    public BatchNormLayout[] BatchNorms { get; init; } = [];

    /// <summary>What training minimises.</summary>
    public required LossKind Loss { get; init; }

    /// <summary>Momenta of the moving averages, one a BatchNorm that moves by momentum.</summary>
    public required double[] Momenta { get; init; }

    /// <summary>Values a channel that BatchNorm sees per sample, at the fewest; 0 without BatchNorm. 1 forbids batches of one row in training.</summary>
    public required int BatchNormValuesPerSample { get; init; }

    /// <summary>Floats that training keeps per sample: activations and their gradients.</summary>
    public required int WorkspacePerSample { get; init; }

    /// <summary>Floats that training keeps per network: batch statistics.</summary>
    public required int Workspace { get; init; }

    /// <summary>Hash of everything that affects prediction: kinds, shapes, epsilon, axis. Files carry it.</summary>
    public required ulong ArchitectureHash { get; init; }

    /// <summary>
    /// The network's attributes as C# writes them, such as <c>Input(784), Dense(10), Softmax</c>, with constants written out; files carry it, and tools make
    /// the network of it. Layers come first, then <c>Loss</c>, <c>Network</c> and <c>TargetStandardize</c>; a row's struct is written as its number of columns.
    /// Empty of networks that are not compiled from attributes.
    /// </summary>
    public string Declaration { get; init; } = "";

    /// <summary>Names of the classes in the order of the outputs, as <see cref="ClassesAttribute{TEnum}"/> gives them; empty without it.</summary>
    public string[] ClassNames { get; init; } = [];

    /// <summary>Names of the input's columns in their order, as <see cref="InputAttribute{TRow}"/> gives them; empty without it.</summary>
    public string[] ColumnNames { get; init; } = [];

    /// <summary>
    /// The parameters that scale the logits of a classifier alone, such as kernel and bias of its last Dense: all of them divided by a number divide the
    /// logits by it. Empty where there are none, and of other networks.
    /// </summary>
    public string[] LogitTensors { get; init; } = [];

    /// <summary>Whether the network computes the same bits on every processor: <see cref="NetworkAttribute.Reproducible"/>.</summary>
    public bool Reproducible { get; init; }

    /// <summary>Values a sample.</summary>
    public int InputSize => Product(InputShape);

    /// <summary>Output values a sample.</summary>
    public int OutputSize => Product(OutputShape);

    /// <summary>Rows of logits a sample: 1 unless the output has more than one axis.</summary>
    public int OutputRows => OutputSize / OutputShape[^1];

    /// <summary>Classes a classifier tells apart: two by a single output.</summary>
    internal int ClassCount => Loss == LossKind.BinaryCrossEntropy && OutputSize == 1 ? 2 : OutputShape[^1];

    /// <summary>Number of trained values.</summary>
    public int ParameterCount => Parameters.Sum(static parameter => parameter.Count);

    /// <summary>Multiply-adds a sample when predicting, nothing folded.</summary>
    internal long MultiplyAdds => _multiplyAdds ??= Layers.Sum(static layer => layer.MultiplyAdds);

    /// <summary>Layers that hold a product.</summary>
    internal int ProductCount => _productCount ??= Layers.Count(static layer => layer.MultiplyAdds > 0);

    /// <summary>Panels of the widest value: as many threads find something to do.</summary>
    internal int WidestPanels => _widestPanels ??= Layers.Max(static layer => Panel.Count(layer.OutputShape[^1]));

    /// <summary>Normalisers of the input, then that of the targets.</summary>
    internal IEnumerable<NormalizerLayout> AllNormalizers => TargetNormalizer is null ? Normalizers : Normalizers.Append(TargetNormalizer);

    /// <summary>How kernels round.</summary>
    internal Arithmetic Arithmetic => Reproducible ? Arithmetic.Reproducible : Arithmetic.Fastest;

    private static int Product(int[] shape)
    {
        int product = 1;
        foreach (int dimension in shape)
        {
            product *= dimension;
        }

        return product;
    }
}
