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

    /// <summary>Whether targets are standardised.</summary>
    public bool StandardizesTargets { get; init; }

    /// <summary>Whether targets may be: those of a regression.</summary>
    public bool MayStandardizeTargets =>
        LossKind is LossKind.MeanSquaredError or LossKind.MeanAbsoluteError or LossKind.Huber && Layers[^1] is not SoftmaxDescription;

    public int[] Output => Layers.Length == 0 ? Input : Shapes()[^1];

    /// <summary>Multiply-adds a sample.</summary>
    public long Cost => Named().Sum(static item => item.Layer.Cost(item.Input));

    /// <summary>Values a channel and sample of the BatchNorm that sees the fewest; 0 if none takes statistics of a batch.</summary>
    public int BatchNormValues => Named().Where(static item => item.Layer is BatchNormDescription { TakesBatches: true })
        .Select(static item => ((BatchNormDescription)item.Layer).ValuesPerSample(item.Input)).DefaultIfEmpty().Min();

    public LossKind LossKind => Loss?.Kind ?? Layers[^1] switch
    {
        SoftmaxDescription => LossKind.CrossEntropy,
        ActivationDescription { Kind: "Sigmoid" } => LossKind.BinaryCrossEntropy,
        _ => LossKind.MeanSquaredError,
    };

    /// <summary>Whether the loss includes the last layer.</summary>
    public bool LossTakesLogits => StandardizesTargets || (LossKind, Layers[^1]) is
        (LossKind.CrossEntropy or LossKind.ClippedCrossEntropy, SoftmaxDescription) or (LossKind.BinaryCrossEntropy, ActivationDescription { Kind: "Sigmoid" });

    /// <summary>Whether a Dense reads the input with its zeros, and nobody else does.</summary>
    public bool MayBeSparse
    {
        get
        {
            int first = Array.FindIndex(Layers, static layer => layer is not (
                NoiseDescription { KeepsZeros: true } or FlattenDescription or RescaleDescription { Offset: 0 }
                or NormalizerDescription { KeepsZeros: true }));
            return first >= 0 && Layers[first] is DenseDescription
                && Enumerable.Range(0, first + 1).All(place => InputsOf(place) is [var above] && above == place - 1 && Readers(above) == 1);
        }
    }

    /// <summary>The places of what a layer reads; −1 is the input.</summary>
    public int[] InputsOf(int place) => [Layers[place].From ?? place - 1, .. Layers[place].Others];

    /// <summary>How many layers read the one at a place.</summary>
    public int Readers(int place) => Enumerable.Range(0, Layers.Length).Count(reader => InputsOf(reader).Contains(place));

    /// <summary>The network without a layer: who reads that reads what it reads.</summary>
    public Architecture Without(int place)
    {
        int source = InputsOf(place)[0];
        int After(int old) => old == place ? source : old > place ? old - 1 : old;
        LayerDescription Kept(LayerDescription layer, int old) =>
            old == place + 1 && layer.From is null && source != place - 1 ? layer.Rewired(After) with { From = source } : layer.Rewired(After);
        return this with { Layers = [.. Layers.Select(Kept).Where((_, old) => old != place)] };
    }

    /// <summary>Whether the declaration is one that the compiler accepts.</summary>
    public bool IsValid()
    {
        if (Layers.Length == 0 || (Sparse && !MayBeSparse) || (StandardizesTargets && !MayStandardizeTargets))
        {
            return false;
        }

        var shapes = new List<int[]> { Input };
        for (int i = 0; i < Layers.Length; i++)
        {
            LayerDescription layer = Layers[i];
            int[] inputs = InputsOf(i);
            bool isWired = inputs.All(input => input >= -1 && input < i)
                && inputs.Distinct().Count() == inputs.Length
                && layer is not MergeDescription { Places.Length: 0 }
                && Readers(i - 1) > 0;
            if (!isWired)
            {
                return false;
            }

            bool isMisplaced = (layer is SoftmaxDescription && i < Layers.Length - 1)
                || (layer is NormalizerDescription && (inputs[0] != i - 1 || Layers.Take(i).Any(
                    static before => before is not (NormalizerDescription or RescaleDescription or FlattenDescription))));
            int[][] taken = [.. inputs.Select(input => shapes[input + 1])];
            if (isMisplaced || !layer.Accepts(taken))
            {
                return false;
            }

            shapes.Add(layer.Output(taken));
        }

        int[] shape = shapes[^1];
        return (LossKind, Layers[^1]) switch
        {
            (LossKind.CrossEntropy or LossKind.ClippedCrossEntropy, ActivationDescription { Kind: "Sigmoid" }) => false,
            (LossKind.CrossEntropy or LossKind.ClippedCrossEntropy, _) => shape[^1] > 1,
            (LossKind.BinaryCrossEntropy, SoftmaxDescription) => false,
            _ => true,
        };
    }

    /// <summary>C# source of the declaration.</summary>
    public string Print(string name)
    {
        var text = new StringBuilder();
        text.AppendLine($"[Input({string.Join(", ", Input)}{(Sparse ? ", Sparse = true" : "")})]");
        string[] names = [.. Named().Select(static item => item.Name)];
        foreach (LayerDescription layer in Layers)
        {
            text.AppendLine($"[{layer.Attribute(place => place < 0 ? "input" : names[place])}]");
        }

        if (Loss is not null)
        {
            text.AppendLine($"[{Loss.Attribute}]");
        }

        if (StandardizesTargets)
        {
            text.AppendLine("[TargetStandardize]");
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
        int[][] inputs = [.. Layers.Select((_, place) => InputsOf(place))];
        if (StandardizesTargets)
        {
            layers.Add(new TargetStandardizeLayer(Output[^1]));
            inputs = [.. inputs, [Layers.Length - 1]];
        }

        return new InterpretedNetwork([.. layers], inputs, loss, LossTakesLogits);
    }

    /// <summary>The layers with their names (their kind and its number, unless given) and the shapes of their first inputs.</summary>
    public IEnumerable<(LayerDescription Layer, string Name, int[] Input)> Named()
    {
        var counts = new Dictionary<string, int>();
        int[][] shapes = Shapes();
        for (int i = 0; i < Layers.Length; i++)
        {
            LayerDescription layer = Layers[i];
            int count = counts.GetValueOrDefault(layer.Kind) + 1;
            counts[layer.Kind] = count;
            int source = InputsOf(i)[0];
            yield return (layer, layer.Name ?? $"{layer.Kind.ToLowerInvariant()}{count}", source < 0 ? Input : shapes[source]);
        }
    }

    /// <summary>What each layer gives.</summary>
    private int[][] Shapes()
    {
        var shapes = new int[Layers.Length][];
        for (int i = 0; i < shapes.Length; i++)
        {
            shapes[i] = Layers[i].Output(Array.ConvertAll(InputsOf(i), place => place < 0 ? Input : shapes[place]));
        }

        return shapes;
    }
}
