using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints <c>*.Predictor.g.cs</c>: the folded network, which runs a tile of samples at a time through all its layers.</summary>
internal static class PredictorFile
{
    private const string Rows = "global::System.ReadOnlySpan<float>";
    private const string Values = "global::System.Span<float>";
    private const string Classes = "global::System.Span<int>";

    public static string Print(NetworkModel network, PredictionPlan plan)
    {
        string name = FileHeader.Escape(network.Type.Name);
        return FileHeader.Wrap(
            network.Type,
            FileHeader.Headline(network) + "\nThe predictor: folded, packed, immutable.",
            "",
            static _ => { },
            writer =>
            {
                writer.Line("/// <inheritdoc/>");
                writer.Line("public override Predictor ToPredictor() => new(this);");
                writer.Line();
                Documentation(writer, network, plan);
                using (writer.Braces("public sealed class Predictor : global::StaticNet.Predictor"))
                {
                    Fields(writer, plan);
                    writer.Line();
                    Constructor(writer, name, plan);
                    writer.Line();
                    Surface(writer, plan);
                    writer.Line();
                    Tiles(writer, network, plan);
                    writer.Line();
                    Body(writer, plan);
                    foreach (PredictionStage stage in plan.Stages)
                    {
                        writer.Line();
                        StageMethod(writer, stage, plan);
                    }

                    writer.Line();
                    Scratch(writer, plan);
                    writer.Line();
                    Offsets(writer, plan);
                }
            });
    }

    private static void Documentation(CodeWriter writer, NetworkModel network, PredictionPlan plan)
    {
        writer.Line($"/// <summary>{Text.Xml(network.Type.Name)} as it predicts. Immutable and thread-safe; predicting allocates nothing.</summary>");
        writer.Line("/// <remarks>");
        writer.Line("/// <list type=\"bullet\">");
        foreach (Node node in network.Nodes.Skip(1))
        {
            writer.Line($"/// <item>{Text.Xml(node.Name)}: {Text.Xml(plan.Fate(node))}</item>");
        }

        writer.Line("/// </list>");
        if (plan.MaySubtractCenter)
        {
            writer.Line("/// The input's centres fold into the first bias unless some |centre|·scale exceeds 16: then they are subtracted while the input is loaded,");
            writer.Line("/// in two parts, so that no digit is lost. <see cref=\"SubtractsInputCenter\"/> says which.");
        }

        writer.Line("/// </remarks>");
    }

    private static void Fields(CodeWriter writer, PredictionPlan plan)
    {
        writer.Line($"private const int TileSamples = {Text.Invariant(plan.TileSamples)};");
        if (plan.MaySubtractCenter)
        {
            writer.Line($"private const int TileSamplesLoaded = {Text.Invariant(plan.TileSamplesLoaded)};");
        }

        writer.Line($"private const int ScratchLength = {Text.Invariant(plan.Scratch)};");
        writer.Line();
        writer.Line($"private readonly SN::Arena _weights = new({Text.Invariant(plan.WeightFloats)});");
        if (plan.MaySubtractCenter)
        {
            writer.Line("private readonly bool _subtractsCenter;");
        }
    }

    private static void Constructor(CodeWriter writer, string network, PredictionPlan plan)
    {
        using (writer.Braces($"internal Predictor({network} network)"))
        {
            bool isFirst = true;
            foreach (PredictionStep step in plan.Steps)
            {
                switch (step)
                {
                    case DenseStep dense:
                        Separate();
                        Fold(writer, dense);
                        break;
                    case AffineStep affine:
                        Separate();
                        string transform = Transform(affine.Sources);
                        string lead = affine.Lead.Identifier;
                        writer.Line($"// {string.Join(", then ", affine.Sources.Select(static source => source.Node.Name))}");
                        writer.Line(
                            $"{transform}.Pack(_weights, Offsets.{lead}Center, Offsets.{lead}CenterLow, Offsets.{lead}Scale, Offsets.{lead}Offset);");
                        break;
                    case LayerStep layer when layer.Node.Layer.Parameters(layer.Node.Input).Any():
                        Separate();
                        foreach (Tensor tensor in layer.Node.Layer.Parameters(layer.Node.Input))
                        {
                            writer.Line(
                                $"network.Parameters[{Text.Literal($"{layer.Node.Name}.{tensor.Suffix}")}].CopyTo(_weights.Span.Slice(Offsets.{layer.Node.Identifier}{Identifiers.Pascal(tensor.Suffix)}, {Text.Invariant(tensor.Count)}));");
                        }

                        break;
                    default:
                        break;
                }
            }

            void Separate()
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
            }
        }
    }

    private static void Fold(CodeWriter writer, DenseStep dense)
    {
        Node node = dense.Node;
        string local = Identifiers.Camel(node.Identifier);
        var layer = (DenseLayer)node.Layer;
        string bias = layer.Bias ? $"network.Parameters[{Text.Literal(node.Name + ".bias")}].ToArray()" : "null";
        writer.Line($"// {node.Name}, {node.Input.Columns} -> {node.Output.Columns}");
        writer.Line(
            $"var {local} = new global::StaticNet.FoldedDense(network.Parameters[{Text.Literal(node.Name + ".kernel")}], {bias});");
        if (dense.FoldsInput)
        {
            writer.Line($"global::StaticNet.FoldableTransform input = {Transform(dense.Before)};");
            writer.Line("_subtractsCenter = input.NeedsSubtraction;");
            using (writer.Braces("if (_subtractsCenter)"))
            {
                writer.Line("input.PackCenter(_weights, Offsets.InputCenter, Offsets.InputCenterLow);");
                writer.Line("input = input.WithoutCenter();");
            }

            writer.Line();
            writer.Line($"{local}.FoldBefore(input);");
        }
        else if (dense.Before.Count > 0)
        {
            writer.Line($"{local}.FoldBefore({Transform(dense.Before)});");
        }

        if (dense.After.Count > 0)
        {
            writer.Line($"{local}.FoldAfter({Transform(dense.After)});");
        }

        writer.Line($"{local}.Pack(_weights, Offsets.{node.Identifier}Kernel, Offsets.{node.Identifier}Bias);");
    }

    private static string Transform(EquatableArray<AffineSource> sources)
    {
        string combined = "";
        foreach (AffineSource source in sources)
        {
            string transform = ((IAffineLayer)source.Node.Layer).Transform("network", source.Node.Name, source.Node.Input);
            if (source.IsExpanded)
            {
                transform += $".Expand({Text.Invariant(source.Size)}, {Text.Invariant(source.Inner)})";
            }

            combined = combined.Length == 0 ? transform : $"{combined}.Then({transform})";
        }

        return combined;
    }

    private static void Surface(CodeWriter writer, PredictionPlan plan)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override global::StaticNet.NetworkLayout Layout => _architecture;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override int WorkspaceLength => ScratchLength;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        bool hasCenter = plan.Body.Count > 0 && plan.Body[0] is AffineStep;
        writer.Line($"public override bool SubtractsInputCenter => {(plan.MaySubtractCenter ? "_subtractsCenter" : hasCenter ? "true" : "false")};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces($"public override void Predict({Rows} input, {Values} output)"))
        {
            writer.Line("int batch = BatchOf(input, output, InputSize, OutputSize);");
            writer.Line("var body = new PredictBody(this, input, output, batch);");
            writer.Line($"SN::{ScratchOwner(plan)}.Run(ref body, ScratchLength);");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces($"public override void Predict({Rows} input, {Values} output, {Values} workspace)"))
        {
            writer.Line("int batch = BatchOf(input, output, InputSize, OutputSize);");
            writer.Line("CheckWorkspace(workspace, ScratchLength);");
            writer.Line("PredictTiles(input, output, batch, ref workspace[0]);");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces($"public override void Classify({Rows} input, {Classes} classes)"))
        {
            writer.Line($"int batch = BatchOf(input, classes, InputSize, {Text.Invariant(plan.Network.Output.Positions)});");
            writer.Line("var body = new ClassifyBody(this, input, classes, batch);");
            writer.Line($"SN::{ScratchOwner(plan)}.Run(ref body, ScratchLength);");
        }
    }

    private static string ScratchOwner(PredictionPlan plan) => plan.FitsStack ? "StackScratch" : "ThreadScratch";

    private static void Tiles(CodeWriter writer, NetworkModel network, PredictionPlan plan)
    {
        PredictionStep? last = plan.Body.Count > 0 ? plan.Body[plan.Body.Count - 1] : null;
        string logits = $"ref float logits = ref {ScratchAt(last is null ? 0 : plan.Value(last), "samples")};";
        Shape output = network.Output;
        string rows = output.Positions == 1 ? "samples" : $"samples * {Text.Invariant(output.Positions)}";
        string columns = Text.Invariant(output.Columns);

        using (writer.Braces($"private void PredictTiles({Rows} input, {Values} output, int batch, ref float scratch)"))
        {
            using (TileLoop(writer, plan))
            {
                writer.Line("PredictBodyOf(in input[start * InputSize], samples, ref scratch);");
                writer.Line(logits);
                if (plan.Head is { } head)
                {
                    writer.Line();
                    writer.Line($"// {head.Node.Name}: {head.Node.Layer.Formula}");
                    writer.Line(
                        head.Node.Layer is ActivationLayer activation
                            ? $"SN::ActivationKernel.Forward({activation.Function}, in logits, ref logits, samples * {Text.Invariant(output.Floats)});"
                            : $"SN::{head.Node.Layer.Kind}.Forward(in logits, ref logits, {rows}, {columns});");
                }

                writer.Line($"SN::PanelLayout.ToRowMajor(in logits, ref output[start * OutputSize], {rows}, {columns});");
            }
        }

        writer.Line();
        using (writer.Braces($"private void ClassifyTiles({Rows} input, {Classes} classes, int batch, ref float scratch)"))
        {
            using (TileLoop(writer, plan))
            {
                writer.Line("PredictBodyOf(in input[start * InputSize], samples, ref scratch);");
                writer.Line(logits);
                string target = output.Positions == 1
                    ? "classes.Slice(start, samples)"
                    : $"classes.Slice(start * {Text.Invariant(output.Positions)}, {rows})";
                writer.Line(
                    output.Columns == 1
                        ? $"SN::BinaryClass.Rows(in logits, {rows}, threshold: 0f, {target});"
                        : $"SN::ArgMax.Rows(in logits, {rows}, {columns}, {target});");
            }
        }
    }

    private static CodeWriter.Block TileLoop(CodeWriter writer, PredictionPlan plan)
    {
        writer.Line($"int tile = {(plan.MaySubtractCenter ? "_subtractsCenter ? TileSamplesLoaded : TileSamples" : "TileSamples")};");
        CodeWriter.Block loop = writer.Braces("for (int next = 0; next < batch; next += tile)");
        writer.Line("// A sample left alone is run with the one before it: sums of a single row are ordered in another way.");
        writer.Line("int start = tile > 1 && next > 0 && next == batch - 1 ? next - 1 : next;");
        writer.Line("int samples = global::System.Math.Min(tile, batch - start);");
        return loop;
    }

    private static void Body(CodeWriter writer, PredictionPlan plan)
    {
        writer.Line("/// <summary>A tile of samples, from row-major input to what is left when softmax or sigmoid is skipped.</summary>");
        using (writer.Braces("private void PredictBodyOf(ref readonly float input, int batch, ref float scratch)"))
        {
            if (!plan.ReadsInputInPlace)
            {
                writer.Line(Load(plan, "scratch"));
            }

            foreach (PredictionStage stage in plan.Stages)
            {
                string input = stage == plan.Stages[0] && plan.ReadsInputInPlace ? "in input, " : "";
                writer.Line($"{StageName(stage)}({input}batch, ref scratch);");
            }
        }
    }

    private static string Load(PredictionPlan plan, string target) =>
        $"SN::PanelLayout.FromRowMajor(in input, ref {target}, {ForwardFile.RowsOf(plan.Input)}, {Text.Invariant(plan.Input.Columns)});";

    private static void StageMethod(CodeWriter writer, PredictionStage stage, PredictionPlan plan)
    {
        bool readsInput = stage == plan.Stages[0] && plan.ReadsInputInPlace;
        Shape shape = stage.Lead.Output;
        string name = StageName(stage);
        writer.Line($"/// <summary>{Text.Xml(string.Join(", ", stage.Steps.Select(Title)))}.</summary>");
        string input = readsInput ? "ref readonly float input, " : "";
        using (writer.Braces($"private void {name}({input}int batch, ref float scratch)"))
        {
            writer.Line($"int rows = {ForwardFile.RowsOf(shape)};");
            if (!stage.IsPanelwise)
            {
                Step(writer, stage.Lead, plan, "");
                return;
            }

            string view = "";
            if (stage.Lead is DenseStep dense)
            {
                view = "x, ";
                DenseInput(writer, dense, plan, readsInput);
            }

            int columns = shape.Columns;
            int full = columns / Panels.Width;
            int rest = columns % Panels.Width;
            if (full > 0)
            {
                using (writer.Braces($"for (int panel = 0; panel < {Text.Invariant(full)}; panel++)"))
                {
                    writer.Line($"{name}Panel({view}panel, width: 32, rows, batch, ref scratch);");
                }
            }

            if (rest > 0)
            {
                if (full > 0)
                {
                    writer.Line();
                }

                writer.Line($"{name}Panel({view}panel: {Text.Invariant(full)}, width: {Text.Invariant(Panels.LastWidth(columns))}, rows, batch, ref scratch);");
            }
        }

        if (!stage.IsPanelwise)
        {
            return;
        }

        writer.Line();
        string viewParameter = stage.Lead is DenseStep ? "scoped in SN::MatrixView x, " : "";
        using (writer.Braces($"private void {name}Panel({viewParameter}int panel, int width, int rows, int batch, ref float scratch)"))
        {
            writer.Line("nuint column = (nuint)panel * 32;");
            writer.Line($"ref float y = ref {ScratchPanel(plan.Value(stage.Lead))};");
            foreach (PredictionStep step in stage.Steps)
            {
                writer.Line();
                Step(writer, step, plan, "y");
            }
        }
    }

    private static void DenseInput(CodeWriter writer, DenseStep dense, PredictionPlan plan, bool readsInput)
    {
        string columns = Text.Invariant(dense.Node.Input.Columns);
        if (!readsInput)
        {
            PredictionStep before = plan.Body[plan.Body.ToList().IndexOf(dense) - 1];
            writer.Line($"SN::MatrixView x = SN::MatrixView.Panels(in {ScratchAt(plan.Value(before), "batch")}, rows, {columns});");
            return;
        }

        writer.Line($"SN::MatrixView x = SN::MatrixView.RowMajor(in input, rows, {columns});");
        if (!dense.FoldsInput)
        {
            return;
        }

        using (writer.Braces("if (_subtractsCenter)"))
        {
            writer.Line($"ref float loaded = ref {ScratchAt(plan.LoadedInput, "batch")};");
            writer.Line(Load(plan, "loaded"));
            writer.Line($"SN::ColumnAffine.Center(ref loaded, rows, {columns}, in _weights.At(Offsets.InputCenter), in _weights.At(Offsets.InputCenterLow));");
            writer.Line($"x = SN::MatrixView.Panels(in loaded, rows, {columns});");
        }

        writer.Line();
    }

    private static void Step(CodeWriter writer, PredictionStep step, PredictionPlan plan, string y)
    {
        switch (step)
        {
            case DenseStep dense:
                string inputs = Text.Invariant(dense.Node.Input.Columns);
                writer.Line($"// {Title(dense)}");
                writer.Line(
                    $"SN::DenseProduct.Forward(x, in _weights.At(Offsets.{dense.Node.Identifier}Kernel + (column * {inputs})), "
                    + $"in _weights.At(Offsets.{dense.Node.Identifier}Bias + column), ref y, rows, {inputs}, width);");
                break;
            case AffineStep { IsPanelwise: true } affine:
                string At(string part) => $"in _weights.At(Offsets.{affine.Lead.Identifier}{part} + column)";
                writer.Line($"// {Title(affine)}");
                writer.Line($"SN::ColumnAffine.Forward(in y, ref y, rows, width, {At("Center")}, {At("CenterLow")}, {At("Scale")}, {At("Offset")});");
                break;
            case AffineStep affine:
                Shape shape = affine.Shape;
                string All(string part) => $"in _weights.At(Offsets.{affine.Lead.Identifier}{part})";
                int inner = shape.Dimensions.Skip(affine.Axis + 1).Take(shape.Rank - affine.Axis - 2).Aggregate(1, static (product, size) => product * size);
                string values = ScratchAt(plan.Value(affine), "batch");
                writer.Line(
                    $"SN::RowBatchNormalization.Normalize(new SN::Identity(), in {values}, ref {values}, rows, {Text.Invariant(shape.Columns)}, "
                    + $"{Text.Invariant(shape.Dimensions[affine.Axis])}, {Text.Invariant(inner)}, "
                    + $"{All("Center")}, {All("CenterLow")}, {All("Scale")}, in Absent, {All("Offset")});");
                break;
            case LayerStep layer:
                Node node = layer.Node;
                int index = plan.Body.ToList().IndexOf(step);
                string x = y.Length > 0 ? y : ScratchAt(index > 0 ? plan.Value(plan.Body[index - 1]) : 0, "batch");
                writer.Line($"// {node.Name}: {node.Layer.Formula}");
                node.Layer.Predict(new PredictorCode(writer, node, x, y.Length > 0 ? y : ScratchAt(plan.Value(step), "batch")));
                break;
            default:
                break;
        }
    }

    private static string Title(PredictionStep step) => step switch
    {
        DenseStep dense => dense.Before.Count + dense.After.Count == 0
            ? dense.Node.Name
            : $"{dense.Node.Name} with {string.Join(", ", dense.Before.Concat(dense.After).Select(static source => source.Node.Name))} folded in",
        AffineStep affine => string.Join(" and ", affine.Sources.Select(static source => source.Node.Name)),
        LayerStep layer => layer.Node.Name,
        _ => "",
    };

    private static string StageName(PredictionStage stage) => stage.Lead switch
    {
        DenseStep dense => dense.Node.Identifier,
        AffineStep affine => affine.Lead.Identifier,
        LayerStep layer => layer.Node.Identifier,
        _ => "",
    } + "Predict";

    private static string ScratchAt(int place, string batch) =>
        place == 0 ? "scratch" : $"Shift(ref scratch, (nuint){batch} * {Text.Invariant(place)})";

    private static string ScratchPanel(int place) =>
        place == 0
            ? "Shift(ref scratch, column * (nuint)rows)"
            : $"Shift(ref scratch, ((nuint)batch * {Text.Invariant(place)}) + (column * (nuint)rows))";

    private static void Scratch(CodeWriter writer, PredictionPlan plan)
    {
        Struct("PredictBody", Values, "output", "PredictTiles");
        writer.Line();
        Struct("ClassifyBody", Classes, "classes", "ClassifyTiles");

        void Struct(string name, string type, string target, string method)
        {
            writer.Line($"/// <summary>{method} with its arguments, to be called back with scratch memory {(plan.FitsStack ? "on the stack" : "of the thread")}.</summary>");
            writer.Line($"private readonly ref struct {name}(");
            writer.Line($"    Predictor predictor, {Rows} input, {type} {target}, int batch)");
            using (writer.Braces("    : SN::IScratchBody"))
            {
                writer.Line($"private readonly {Rows} _input = input;");
                writer.Line($"private readonly {type} _{target} = {target};");
                writer.Line();
                writer.Line($"public void Run(ref float scratch) => predictor.{method}(_input, _{target}, batch, ref scratch);");
            }
        }
    }

    private static void Offsets(CodeWriter writer, PredictionPlan plan)
    {
        writer.Line("/// <summary>Where things lie in the packed weights, in floats.</summary>");
        using (writer.Braces("private static class Offsets"))
        {
            foreach (Place place in plan.Weights)
            {
                writer.Line($"public const int {place.Name} = {Text.Invariant(place.Offset)};");
            }
        }
    }
}
