using System.Text;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

/// <summary>A network as it is declared.</summary>
/// <param name="Input">Shape of a sample.</param>
/// <param name="Layers">The layers after the input.</param>
/// <param name="Loss">The declared loss, or null where the last layer decides.</param>
/// <param name="Sparse">Whether the first Dense skips the zeros of the input.</param>
internal sealed record Architecture(int[] Input, LayerDescription[] Layers, LossDescription? Loss, bool Sparse = false)
{
    /// <summary>Whether it asks for the same bits on every processor.</summary>
    public bool IsReproducible { get; init; }

    public int[] Output => Layers.Aggregate(Input, static (shape, layer) => layer.Output(shape));

    /// <summary>Multiply-adds a sample.</summary>
    public long Cost
    {
        get
        {
            long cost = 0;
            int[] shape = Input;
            foreach (LayerDescription layer in Layers)
            {
                cost += layer.Cost(shape);
                shape = layer.Output(shape);
            }

            return cost;
        }
    }

    /// <summary>Values a channel and sample of the BatchNorm that sees the fewest; 0 if none takes statistics of a batch.</summary>
    public int BatchNormValues
    {
        get
        {
            int fewest = 0;
            int[] shape = Input;
            foreach (LayerDescription layer in Layers)
            {
                if (layer is BatchNormDescription { Frozen: false } batchNorm)
                {
                    int values = batchNorm.ValuesPerSample(shape);
                    fewest = fewest == 0 ? values : Math.Min(fewest, values);
                }

                shape = layer.Output(shape);
            }

            return fewest;
        }
    }

    public LossKind LossKind => Loss?.Kind ?? Layers[^1] switch
    {
        SoftmaxDescription => LossKind.CrossEntropy,
        ActivationDescription { Kind: "Sigmoid" } => LossKind.BinaryCrossEntropy,
        _ => LossKind.MeanSquaredError,
    };

    /// <summary>Whether the loss includes the last layer.</summary>
    public bool LossTakesLogits => (LossKind, Layers[^1]) is
        (LossKind.CrossEntropy, SoftmaxDescription) or (LossKind.BinaryCrossEntropy, ActivationDescription { Kind: "Sigmoid" });

    /// <summary>Whether a Dense reads the input with its zeros.</summary>
    public bool MayBeSparse =>
        Layers.FirstOrDefault(static layer => layer is not (DropoutDescription or FlattenDescription or RescaleDescription { Offset: 0 }))
            is DenseDescription;

    /// <summary>Whether the declaration is one that the compiler accepts.</summary>
    public bool IsValid()
    {
        if (Layers.Length == 0 || (Sparse && !MayBeSparse))
        {
            return false;
        }

        int[] shape = Input;
        for (int i = 0; i < Layers.Length; i++)
        {
            LayerDescription layer = Layers[i];
            bool isMisplaced = (layer is SoftmaxDescription && i < Layers.Length - 1)
                || (layer is NormalizerDescription && Layers.Take(i).Any(
                    static before => before is not (NormalizerDescription or RescaleDescription or FlattenDescription)));
            if (isMisplaced || !layer.Accepts(shape))
            {
                return false;
            }

            shape = layer.Output(shape);
        }

        return (LossKind, Layers[^1]) switch
        {
            (LossKind.CrossEntropy, ActivationDescription { Kind: "Sigmoid" }) => false,
            (LossKind.CrossEntropy, _) => shape[^1] > 1,
            (LossKind.BinaryCrossEntropy, SoftmaxDescription) => false,
            _ => true,
        };
    }

    /// <summary>C# source of the declaration.</summary>
    public string Print(string name)
    {
        var text = new StringBuilder();
        text.AppendLine($"[Input({string.Join(", ", Input)}{(Sparse ? ", Sparse = true" : "")})]");
        foreach (LayerDescription layer in Layers)
        {
            text.AppendLine($"[{layer.Attribute}]");
        }

        if (Loss is not null)
        {
            text.AppendLine($"[{Loss.Attribute}]");
        }

        if (IsReproducible)
        {
            text.AppendLine("[Network(Reproducible = true)]");
        }

        return text.AppendLine($"public sealed partial class {name};").ToString();
    }

    public InterpretedNetwork Interpret()
    {
        var layers = new List<Layer>();
        foreach ((LayerDescription layer, string name, int[] input) in Named())
        {
            layers.Add(layer.Interpret(name, input));
        }

        var loss = new LossFunction(LossKind, (float)(Loss?.LabelSmoothing ?? 0), (float)(Loss?.Delta ?? 1));
        return new InterpretedNetwork([.. layers], loss, LossTakesLogits);
    }

    /// <summary>The layers with their names (their kind and its number, unless given) and input shapes.</summary>
    public IEnumerable<(LayerDescription Layer, string Name, int[] Input)> Named()
    {
        var counts = new Dictionary<string, int>();
        int[] shape = Input;
        foreach (LayerDescription layer in Layers)
        {
            int count = counts.GetValueOrDefault(layer.Kind) + 1;
            counts[layer.Kind] = count;
            yield return (layer, layer.Name ?? $"{layer.Kind.ToLowerInvariant()}{count}", shape);
            shape = layer.Output(shape);
        }
    }
}
