using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints <c>*.Network.g.cs</c>: constants, architecture, constructor, and where everything lies.</summary>
internal static class NetworkFile
{
    private const int LongestText = 110;

    public static string Print(NetworkModel network, TrainingPlan training, PredictionPlan prediction)
    {
        TypeIdentity type = network.Type;
        string name = FileHeader.Escape(type.Name);
        string comment = FileHeader.Headline(network) + " · written by StaticNet\n\n"
            + string.Join("\n", FileHeader.Table(network, prediction)) + "\n  " + FileHeader.Memory(training, prediction) + "\n"
            + string.Concat(FileHeader.Meaning(network).Select(static line => $"  {line}\n")) + "\n"
            + string.Join("\n", FileHeader.Diagram(network, prediction));
        return FileHeader.Wrap(
            type,
            comment,
            $" : global::StaticNet.Network, global::StaticNet.INetwork<{name}>",
            writer => Documentation(writer, network, training, prediction),
            writer =>
            {
                writer.Line("/// <summary>Values a sample.</summary>");
                writer.Line($"public const int InputSize = {Text.Invariant(network.Input.Size)};");
                writer.Line();
                writer.Line("/// <summary>Output values a sample.</summary>");
                writer.Line($"public const int OutputSize = {Text.Invariant(network.Output.Size)};");
                writer.Line();
                writer.Line("/// <summary>Trained values.</summary>");
                writer.Line($"public const int ParameterCount = {Text.Invariant(network.ParameterCount)};");
                writer.Line();
                writer.Line("/// <summary>Multiply-adds a sample in matrix products, when predicting.</summary>");
                writer.Line($"public const long MultiplyAdds = {network.MultiplyAdds.ToString(System.Globalization.CultureInfo.InvariantCulture)};");
                writer.Line();
                writer.Line("/// <summary>Hash of everything that affects prediction; files carry it.</summary>");
                writer.Line($"public const ulong ArchitectureHash = 0x{ArchitectureHash.Of(network):X16};");
                writer.Line();
                writer.Line("/// <summary>A network with freshly drawn parameters.</summary>");
                writer.Line("/// <param name=\"seed\">Decides initialisation, shuffling and dropout.</param>");
                using (writer.Braces($"public {name}(ulong seed = 0) : base(_architecture, seed)"))
                {
                }

                writer.Line();
                writer.Line("/// <summary>The architecture, known without an instance.</summary>");
                writer.Line("public static global::StaticNet.NetworkLayout Architecture => _architecture;");
                writer.Line();
                writer.Line("/// <inheritdoc cref=\"global::StaticNet.INetwork{TSelf}.Create(ulong)\"/>");
                writer.Line($"public static {name} Create(ulong seed) => new(seed);");
                writer.Line();
                Layout(writer, network, training, prediction);
                writer.Line();
                Offsets(writer, network, training);
            });
    }

    private static void Documentation(CodeWriter writer, NetworkModel network, TrainingPlan training, PredictionPlan prediction)
    {
        writer.Line($"/// <summary>{Text.Xml(FileHeader.Headline(network))}</summary>");
        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        foreach (string line in FileHeader.Table(network, prediction))
        {
            writer.Line("/// " + Text.Xml(line));
        }

        writer.Line("/// </code>");
        writer.Line($"/// {Text.Xml(FileHeader.Memory(training, prediction))}");
        foreach (string line in FileHeader.Meaning(network))
        {
            writer.Line($"/// <para>{Text.Xml(line)}</para>");
        }

        writer.Line("/// </remarks>");
    }

    private static void Layout(CodeWriter writer, NetworkModel network, TrainingPlan training, PredictionPlan prediction)
    {
        using (writer.Braces("private static readonly global::StaticNet.NetworkLayout _architecture = new()", ";"))
        {
            writer.Line($"Name = {Text.Literal(network.Type.Name)},");
            writer.Line($"InputShape = {Dimensions(network.Input)},");
            writer.Line($"OutputShape = {Dimensions(network.Output)},");
            writer.Line($"Loss = global::StaticNet.LossKind.{network.Loss.Kind},");
            writer.Line($"Momenta = [{string.Join(", ", Momenta(network))}],");
            writer.Line($"BatchNormValuesPerSample = {Text.Invariant(BatchNormValues(network))},");
            writer.Line($"WorkspacePerSample = {Text.Invariant(training.WorkspacePerSample)},");
            writer.Line($"Workspace = {Text.Invariant(training.Workspace)},");
            writer.Line("ArchitectureHash = ArchitectureHash,");
            Declaration(writer, network.Declaration);
            if (network.Classes is { } classes)
            {
                writer.Line($"ClassNames = [{string.Join(", ", classes.Names.Select(Text.Literal))}],");
            }

            string[] logitTensors = [.. LogitTensors.Of(network)];
            if (logitTensors.Length > 0)
            {
                writer.Line($"LogitTensors = [{string.Join(", ", logitTensors.Select(Text.Literal))}],");
            }

            if (Faces.Of(network).Row is { } row)
            {
                writer.Line($"ColumnNames = [{string.Join(", ", row.Columns.Select(Text.Literal))}],");
            }

            if (network.IsReproducible)
            {
                writer.Line("Reproducible = true,");
            }

            List(writer, "Layers", network.Nodes.Select(node => Summary(node, prediction)));
            List(writer, "Parameters", training.Parameters.Select(TensorOf));
            List(writer, "Statistics", training.Statistics.Select(TensorOf));
            List(writer, "Normalizers", Normalizers(network).Select(Normalizer));
            if (network.TargetScaling is { } targets)
            {
                writer.Line(
                    $"TargetNormalizer = new({Text.Literal(targets.Name)}, {TargetStandardizeLayer.Normalizer}, {Text.Invariant(targets.Input.Columns)}),");
            }

            string[] batchNorms = [.. training.Nodes.Where(static node => node.Layer is BatchNormLayer { Frozen: false }).Select(node => BatchNorm(node, training))];
            if (batchNorms.Length > 0)
            {
                List(writer, "BatchNorms", batchNorms);
            }

            List(writer, "Noises", training.Nodes.Where(static node => node.Layer is NoiseLayer).Select(node => Noise(node, training)));
        }
    }

    /// <summary>A line for each product with what follows it, as it may have been typed.</summary>
    private static void Declaration(CodeWriter writer, EquatableArray<string> attributes)
    {
        var lines = new List<string>();
        for (int i = 0; i < attributes.Count; i++)
        {
            string text = attributes[i] + (i == attributes.Count - 1 ? "" : ", ");
            if (lines.Count == 0 || attributes[i].StartsWith("Dense(", StringComparison.Ordinal) || lines[lines.Count - 1].Length + text.Length > LongestText)
            {
                lines.Add("");
            }

            lines[lines.Count - 1] += text;
        }

        writer.Line("Declaration =");
        for (int i = 0; i < lines.Count; i++)
        {
            writer.Line($"    {(i == 0 ? "" : "+ ")}{Text.Literal(lines[i])}{(i == lines.Count - 1 ? "," : "")}");
        }
    }

    private static void List(CodeWriter writer, string name, IEnumerable<string> items)
    {
        string[] lines = items.ToArray();
        if (lines.Length == 0)
        {
            writer.Line($"{name} = [],");
            return;
        }

        writer.Line($"{name} =");
        writer.Line("[");
        foreach (string line in lines)
        {
            writer.Lines($"    {line},");
        }

        writer.Line("],");
    }

    private static string Summary(Node node, PredictionPlan prediction)
    {
        int parameters = node.Layer.Parameters(node.Input).Sum(static tensor => tensor.Count);
        int statistics = node.Layer.Statistics(node.Input).Sum(static tensor => tensor.Count);
        return $"new({Text.Literal(node.Name)}, {Text.Literal(node.Label)}, {Dimensions(node.Output)}, {Text.Invariant(parameters)}, "
            + $"{Text.Invariant(statistics)}, {node.Layer.MultiplyAdds(node.Input).ToString(System.Globalization.CultureInfo.InvariantCulture)}, "
            + $"{Text.Literal(prediction.Fate(node))})";
    }

    private static string TensorOf(PlacedTensor placed)
    {
        Tensor tensor = placed.Tensor;
        string shape = tensor.IsMatrix ? $"[{Text.Invariant(tensor.Rows)}, {Text.Invariant(tensor.Columns)}]" : $"[{Text.Invariant(tensor.Columns)}]";
        string numbers = tensor.First == 0 && tensor.Second == 0 ? "" : $", {Text.Single(tensor.First)}, {Text.Single(tensor.Second)}";
        return $"new({Text.Literal($"{placed.Node.Name}.{tensor.Suffix}")}, global::StaticNet.TensorRole.{tensor.Role}, {shape}, "
            + $"{Text.Invariant(placed.Offset)}, new(global::StaticNet.Initializer.{tensor.Initializer}{numbers})){Care(tensor)}";
    }

    /// <summary>What is said of how a tensor is trained, on a line of its own; nothing of most.</summary>
    private static string Care(Tensor tensor)
    {
        var said = new List<string>();
        if (!tensor.IsTrained)
        {
            said.Add("IsTrained = false");
        }

        if (tensor.L1 > 0)
        {
            said.Add($"L1 = {Text.Double(tensor.L1)}");
        }

        if (tensor.L2 > 0)
        {
            said.Add($"L2 = {Text.Double(tensor.L2)}");
        }

        if (tensor.Constraint != TensorConstraint.None)
        {
            TensorConstraint constraint = tensor.Constraint;
            said.Add(
                $"Constraint = new(global::StaticNet.Constraint.{constraint.Kind}, {Text.Double(constraint.MinNorm)}, "
                + $"{Text.Double(constraint.MaxNorm)}, {Text.Double(constraint.Rate)})");
        }

        return said.Count == 0 ? "" : $"\n        {{ {string.Join(", ", said)} }}";
    }

    /// <summary>What is fitted, and the fixed layers before it that its fitting has to go through.</summary>
    private static IEnumerable<Node> Normalizers(NetworkModel network)
    {
        int last = network.Nodes.LastOrDefault(static node => node.Layer is NormalizerLayer)?.Index ?? -1;
        return network.Nodes.Where(node => node.Index <= last && node.Layer is INormalizer);
    }

    private static string Normalizer(Node node) =>
        $"new({Text.Literal(node.Name)}, {((INormalizer)node.Layer).Normalizer(node.Input)}, {Text.Invariant(node.Input.Columns)})";

    private static string Noise(Node node, TrainingPlan training)
    {
        var layer = (NoiseLayer)node.Layer;
        return $"new({Text.Literal(node.Name)}, {Text.Invariant(training.SavedPerSample(node.Index))}, {Text.Invariant(node.Output.Positions)}, "
            + $"{Text.Invariant(node.Output.Columns)}, {Text.Single(layer.Scale)}, {Text.Single(layer.Neutral)})";
    }

    private static string BatchNorm(Node node, TrainingPlan training)
    {
        var layer = (BatchNormLayer)node.Layer;
        int inner = layer.IsPanelwise ? 0 : node.Input.RowStride(layer.Axis(node.Input));
        return $"new({Text.Literal(node.Name)}, {Text.Invariant(training.Value(node.Inputs[0]))}, {Text.Invariant(node.Input.Positions)}, "
            + $"{Text.Invariant(node.Input.Columns)}, {Text.Invariant(layer.Channels(node.Input))}, {Text.Invariant(inner)})";
    }

    private static IEnumerable<string> Momenta(NetworkModel network) =>
        network.Nodes.Select(static node => node.Layer).OfType<BatchNormLayer>()
            .Where(static layer => !layer.Cumulative && !layer.Frozen)
            .Select(static layer => Text.Double(layer.Momentum));

    private static int BatchNormValues(NetworkModel network) =>
        network.Nodes.Where(static node => node.Layer is BatchNormLayer { Frozen: false })
            .Select(static node => ((BatchNormLayer)node.Layer).ValuesPerSample(node.Input))
            .DefaultIfEmpty(0)
            .Min();

    private static string Dimensions(Shape shape) => $"[{string.Join(", ", shape.Dimensions.Select(Text.Invariant))}]";

    private static void Offsets(CodeWriter writer, NetworkModel network, TrainingPlan training)
    {
        writer.Line("/// <summary>Where things lie in the arenas, in floats; values and gradients of layers in floats a sample.</summary>");
        using (writer.Braces("private static class Offsets"))
        {
            foreach (PlacedTensor placed in training.Parameters.Concat(training.Statistics))
            {
                Constant(writer, placed.Node.Identifier + Identifiers.Pascal(placed.Tensor.Suffix), placed.Offset);
            }

            foreach (Node node in training.Nodes.Concat(network.Head is { } head ? [head] : []))
            {
                Constant(writer, node.Identifier + "Value", training.Value(node.Index));
                if (node != network.Head)
                {
                    Constant(writer, node.Identifier + "Gradient", training.Gradient(node.Index));
                }

                if (node.Layer.SavedPerSample(node.Input) > 0)
                {
                    Constant(writer, node.Identifier + node.Layer.SavedPerSampleName, training.SavedPerSample(node.Index));
                }

                foreach ((string suffix, _) in node.Layer.Saved(node.Input))
                {
                    Constant(writer, node.Identifier + Identifiers.Pascal(suffix), training.Saved(node.Index, suffix));
                }

                if (node.Layer is DenseLayer)
                {
                    Constant(writer, node.Identifier + "Transposed", training.Transposed(node.Index));
                }
            }

            foreach ((Node node, int input, int place) in training.Shares)
            {
                Constant(writer, TrainingCode.ShareOf(node, input), place);
            }
        }
    }

    private static void Constant(CodeWriter writer, string name, int value) =>
        writer.Line($"public const int {name} = {Text.Invariant(value)};");
}
