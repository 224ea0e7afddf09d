using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// From a declaration to a network: names and shapes every layer, settles the loss, and finds every mistake on the way. Analyzers and the
/// generator both call it, so they cannot disagree.
/// </summary>
internal static class ShapeInference
{
    /// <summary>Floats of an arena at the most, well within an array's length.</summary>
    private const int LargestArena = 1 << 29;

    public static NetworkModel? Run(NetworkDeclaration declaration, out EquatableArray<Problem> problems)
    {
        // An attribute that the compiler does not know may be a layer with a misspelt name: what follows would be noise.
        problems = declaration.Problems;
        if (problems.Any(static problem => problem.Id.Length == 0))
        {
            return null;
        }

        var report = new Reporter();
        NetworkModel? network = null;
        try
        {
            network = Build(declaration, report);
        }
        catch (OverflowException)
        {
            report.AddToType(Rules.TooLarge, $"{declaration.Type.Name}: its sizes multiply beyond {Text.Grouped(int.MaxValue)} values");
        }

        problems = new EquatableArray<Problem>(declaration.Problems.Concat(report.Problems));
        return problems.Count == 0 ? network : null;
    }

    private static NetworkModel? Build(NetworkDeclaration declaration, Reporter report)
    {
        if (declaration.Attributes.All(static attribute => attribute.Kind != "Input"))
        {
            string found = declaration.Attributes[0].IsSetting ? $"[{declaration.Attributes[0].Kind}]" : "layers";
            report.AddToType(
                Rules.MissingInput, $"{declaration.Type.Name} has {found} and no input; put the shape of one sample first, such as [Input(784)]");
            return null;
        }

        // One mistake does not hide the next: what can be judged without what is wrong is judged.
        var nodes = new List<Node>();
        var unshaped = new HashSet<int>();
        var namer = new LayerNames();
        var wiring = new Wiring(declaration);
        for (int i = 0; i < declaration.Attributes.Count && !declaration.Attributes[i].IsSetting; i++)
        {
            LayerDeclaration attribute = declaration.Attributes[i];
            report.At(i, attribute.Kind);
            if (!attribute.IsReadable)
            {
                report.AddCompilerError();
                return null;
            }

            int before = report.Problems.Count;
            Layer layer = LayerCatalog.Create(attribute, report);
            if (report.Problems.Count == before)
            {
                report.At(i, layer.Title);
            }

            if (layer is InputLayer != (nodes.Count == 0))
            {
                ReportInputPosition(layer, i, report);
                continue;
            }

            IReadOnlyList<Node> inputs = wiring.Resolve(i, layer, nodes, report);
            CheckPosition(layer, inputs, nodes, declaration, i, report);
            bool readsSparse = ReadsSparseInput(nodes);
            if (report.Problems.All(static problem => problem.Id != Rules.SparseInput))
            {
                CheckSparse(layer, inputs, nodes, readsSparse, report);
            }

            // What a layer makes of a shape that is not known is not known either.
            bool isShaped = nodes.Count == 0 || (inputs.Count > 0 && inputs.All(input => !unshaped.Contains(input.Index)));
            Shape input = inputs.Count == 0 ? new Shape(1) : inputs[0].Output;
            Shape? output = !isShaped ? null : layer is MergeLayer merge ? merge.Infer(inputs, report) : layer.Infer(input, report);
            if (readsSparse && layer is DenseLayer dense)
            {
                layer = dense with { SkipsZeros = true };
            }

            if (output is null)
            {
                _ = unshaped.Add(i);
            }
            else
            {
                layer = layer is MergeLayer joining ? joining.Settle(inputs) : layer.Settle(input);
            }

            string name = namer.Name(attribute, report);
            bool readsAbove = inputs.Count == 0 || inputs[0] == nodes[nodes.Count - 1];
            nodes.Add(new Node(
                i,
                layer,
                name,
                namer.Identifier(attribute, name),
                new EquatableArray<int>(inputs.Select(static node => node.Index)),
                input,
                output ?? input)
            {
                From = readsAbove ? "" : inputs[0].Name,
            });
        }

        if (nodes.Count == 1 && unshaped.Count == 0 && report.Problems.Count == 0)
        {
            report.AddToType(Rules.NoLayers, $"{declaration.Type.Name} has an input and no layer; add one, such as [Dense(10)]");
        }

        wiring.CheckRead(nodes, report);
        if (nodes.Count < 2 || unshaped.Count > 0)
        {
            return null;
        }

        if (ReadsSparseInput(nodes))
        {
            report.At(declaration.Attributes.Select(static attribute => attribute.Kind).ToList().IndexOf("Input"), "Input");
            report.Add(Rules.SparseInput, "it is sparse, and there is no Dense that could skip its zeros; add one, or remove Sparse = true");
            return null;
        }

        LossChoice loss = LossInference.Run(declaration, nodes[nodes.Count - 1], report);
        ClassEnum? classes = ClassInference.Run(declaration, nodes, report);
        loss = TargetInference.Run(declaration, nodes, loss, namer, report);
        Budget? budget = BudgetInference.Run(declaration, report);
        PretrainedChoice? pretrained = PretrainedInference.Run(declaration, report);
        CheckSize(nodes, declaration, report);
        return new NetworkModel(declaration.Type, new EquatableArray<Node>(nodes), loss)
        {
            Classes = classes,
            Budget = budget,
            Pretrained = pretrained,
            Declaration = new EquatableArray<string>(declaration.Attributes
                .Where(static attribute => !attribute.IsSetting || SettingCatalog.IsDeclared(attribute.Kind))
                .Select(static attribute => attribute.Text)),
            IsReproducible = Setting.Find(declaration, SettingCatalog.Network, report)?.Arguments.Flag("Reproducible", fallback: false) ?? false,
        };
    }

    /// <summary>Of layers before the input, the first is marked, since moving the input mends all of them.</summary>
    private static void ReportInputPosition(Layer layer, int attribute, Reporter report)
    {
        if (layer is InputLayer)
        {
            report.Add(Rules.InputPosition, "there is an input already; a network has one, and it stands first");
        }
        else if (attribute == 0)
        {
            report.Add(Rules.InputPosition, "it stands before [Input], which must come first");
        }
    }

    private static void CheckPosition(
        Layer layer, IReadOnlyList<Node> inputs, List<Node> nodes, NetworkDeclaration declaration, int attribute, Reporter report)
    {
        Node? before = nodes.FirstOrDefault(static node => node.Layer is not (InputLayer or INormalizer or FlattenLayer));
        if (layer is NormalizerLayer && before is not null)
        {
            report.Add(
                Rules.NormalizerPosition,
                $"it is fitted on raw input; only Rescale, Log, Clip, Flatten and other normalisers may stand before it, and {before.Mention}, does");
        }
        else if (layer is NormalizerLayer && inputs.Count > 0 && inputs[0] != nodes[nodes.Count - 1])
        {
            report.Add(
                Rules.NormalizerPosition,
                $"it is fitted on raw input, to what the layers above make of it one after the other, and reads {Text.Literal(inputs[0].Name)} instead; "
                + "remove From");
        }

        if (layer is SoftmaxLayer && attribute + 1 < declaration.Attributes.Count && declaration.Attributes[attribute + 1] is { IsSetting: false } after)
        {
            report.Add(Rules.SoftmaxPosition, $"it must be the last layer, and {Reporter.Mentioned(Reporter.SubjectOf(attribute + 1, after.Kind))}, follows it");
        }
    }

    /// <summary>Whether the next layer reads a sparse input, nothing before it having changed its zeros.</summary>
    private static bool ReadsSparseInput(List<Node> nodes) =>
        nodes.Count > 0 && nodes[0].Layer is InputLayer { Sparse: true } && nodes.All(static node => node.Layer is not DenseLayer);

    private static void CheckSparse(Layer layer, IReadOnlyList<Node> inputs, List<Node> nodes, bool readsSparse, Reporter report)
    {
        if (nodes.Count == 0 || nodes[0].Layer is not InputLayer { Sparse: true })
        {
            return;
        }

        // One layer after the other up to the Dense that skips the zeros; what it gives is like any other value.
        int end = readsSparse ? nodes.Count - 1 : nodes.FindIndex(static node => node.Layer is DenseLayer);
        int shared = nodes.FindIndex(inputs.Contains);
        if (shared >= 0 && shared < end)
        {
            report.Add(
                Rules.SparseInput,
                $"it reads {nodes[shared].Mention}, which {nodes[shared + 1].Mention}, reads already; from a sparse input to the first Dense, each layer "
                + "is read by the one below alone");
            return;
        }

        string? reason = !readsSparse ? null : layer switch
        {
            DenseLayer or FlattenLayer or NoiseLayer { KeepsZeros: true } => null,
            NoiseLayer => "it turns the zeros of the sparse input into other numbers",
            RescaleLayer rescale => (float)rescale.Offset == 0 ? null : $"it turns the zeros of the sparse input into {Text.Invariant(rescale.Offset)}",
            NormalizerLayer { HasCenter: false } => null,
            NormalizerLayer or BatchNormLayer => "it shifts the sparse input, so that its zeros do not stay zeros",
            _ => "it reads the sparse input, whose zeros only a Dense can skip",
        };
        if (reason is not null)
        {
            report.Add(
                Rules.SparseInput,
                $"{reason}; between a sparse input and the first Dense only Dropout, GaussianDropout, Flatten, a Rescale without offset and normalisers that subtract nothing may stand");
        }
    }

    private static void CheckSize(List<Node> nodes, NetworkDeclaration declaration, Reporter report)
    {
        (string What, long Floats)[] arenas =
        [
            ("parameters", nodes.Sum(static node => Floats(node.Layer.Parameters(node.Input)))),
            ("statistics", nodes.Sum(static node => Floats(node.Layer.Statistics(node.Input)))),
            ("values a sample", nodes.Sum(static node => (long)node.Output.Floats + node.Layer.SavedPerSample(node.Input))),
            ("values of scratch", nodes.Sum(SavedFloats) + nodes.Max(TransposedFloats)),
        ];
        foreach ((string what, long floats) in arenas.Where(static arena => arena.Floats > LargestArena))
        {
            report.AddToType(
                Rules.TooLarge,
                $"{declaration.Type.Name} needs memory for {Text.Grouped(floats)} {what}, padding included; "
                + $"at most {Text.Grouped(LargestArena)} are possible");
            return;
        }
    }

    private static long Floats(IEnumerable<Tensor> tensors) => tensors.Sum(static tensor => (long)tensor.Floats);

    private static long SavedFloats(Node node) => node.Layer.Saved(node.Input).Sum(static saved => (long)Panels.PaddedColumns(saved.Length));

    private static long TransposedFloats(Node node) =>
        node.Layer is DenseLayer ? (long)node.Output.Columns * Panels.PaddedColumns(node.Input.Columns) : 0;
}
