using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints the methods of one stage of the predictor: a loop over panels and what is done with a panel, or one method over all panels.</summary>
internal static class PredictorStage
{
    /// <summary>The method's name, after the stage's first layer; whitening may have a stage to centre and another to multiply, a norm one to normalise and another to scale.</summary>
    public static string Name(PredictionStage stage) => stage.Lead switch
    {
        DenseStep dense => dense.Node.Identifier + "Predict",
        AffineStep { Lead.Layer: IProductLayer } affine => affine.Lead.Identifier + "PredictCenter",
        AffineStep { Lead.Layer: SampleNormLayer } affine => affine.Lead.Identifier + "PredictScale",
        AffineStep affine => affine.Lead.Identifier + "Predict",
        LayerStep layer => layer.Node.Identifier + "Predict",
        _ => "Predict",
    };

    /// <summary>The field of a Dense in another precision than single.</summary>
    public static string Reduced(DenseStep dense) => $"_reduced{dense.Node.Identifier}";

    /// <summary>All panels of a value in the scratch of a tile of <paramref name="samples"/> samples.</summary>
    public static string Scratch(int place, string samples) =>
        place == 0 ? "scratch" : $"Shift(ref scratch, (nuint){samples} * {Text.Invariant(place)})";

    /// <summary>The statement that brings row-major input into panels.</summary>
    public static string Load(PredictionPlan plan, string target) =>
        $"SN::PanelLayout.FromRowMajor(in input, ref {target}, {ForwardFile.RowsOf(plan.Input)}, {Text.Invariant(plan.Input.Columns)});";

    public static void Print(CodeWriter writer, PredictionStage stage, PredictionPlan plan)
    {
        bool readsInput = plan.ReadsInput(stage);
        string name = Name(stage);
        string input = readsInput ? "ref readonly float input, " : "";
        writer.Line($"/// <summary>{Text.Xml(string.Join(", ", stage.Steps.Select(Title)))}.</summary>");
        using (writer.Braces($"private void {name}({input}int batch, ref float scratch)"))
        {
            writer.Line($"int rows = {ForwardFile.RowsOf(stage.Lead.Output)};");
            if (!stage.IsPanelwise)
            {
                Step(writer, stage.Lead, plan, "", "");
                return;
            }

            if (stage.Lead is DenseStep dense)
            {
                DenseInput(writer, dense, plan, readsInput);
                ReducedDense(writer, stage, dense, plan);
                if (dense == plan.Sparse)
                {
                    NonZeros(writer, stage, dense, plan);
                }
            }

            string view = stage.Lead is DenseStep ? "x, " : "";
            PanelLoop.Print(
                writer,
                stage.Lead.Output.Columns,
                "int",
                (panel, width, _) => $"{name}Panel({view}{panel}, width: {Text.Invariant(width)}, rows, batch, ref scratch);");
        }

        writer.Line();
        string viewParameter = stage.Lead is DenseStep ? "scoped in SN::MatrixView x, " : "";
        using (writer.Braces($"private void {name}Panel({viewParameter}int panel, int width, int rows, int batch, ref float scratch)"))
        {
            bool isApart = stage.Lead is not DenseStep && !plan.IsInPlace(stage.Lead);
            if (isApart)
            {
                writer.Line($"ref float x = ref {ScratchPanel(plan.Source(stage.Lead))};");
            }

            writer.Line($"ref float y = ref {ScratchPanel(plan.Value(stage.Lead))};");
            foreach (PredictionStep step in stage.Steps)
            {
                writer.Line();
                Step(writer, step, plan, isApart && step == stage.Lead ? "x" : "y", "y");
            }
        }
    }

    /// <summary>The product in another precision than single, all panels at once: what follows it in the stage then starts from there.</summary>
    private static void ReducedDense(CodeWriter writer, PredictionStage stage, DenseStep dense, PredictionPlan plan)
    {
        using (writer.Braces($"if ({Reduced(dense)} is not null)"))
        {
            string y = Scratch(plan.Value(dense), "batch");
            writer.Line($"{Reduced(dense)}.Forward(x, ref {y}, rows, ref {Scratch(plan.Bytes, "batch")}{Activation(dense)});");
            if (stage.Steps.Count == 1)
            {
                writer.Line("return;");
            }
        }

        writer.Line();
    }

    private static void DenseInput(CodeWriter writer, DenseStep dense, PredictionPlan plan, bool readsInput)
    {
        string columns = Text.Invariant(dense.Input.Columns);
        if (!readsInput)
        {
            string values = Scratch(plan.Source(dense), "batch");
            writer.Line($"SN::MatrixView x = SN::MatrixView.Panels(in {values}, rows, {columns});");
            return;
        }

        writer.Line($"SN::MatrixView x = SN::MatrixView.RowMajor(in input, rows, {columns});");
        if (!dense.FoldsInput)
        {
            return;
        }

        using (writer.Braces("if (_subtractsCenter)"))
        {
            writer.Line($"ref float loaded = ref {Scratch(plan.LoadedInput, "batch")};");
            writer.Line(Load(plan, "loaded"));
            writer.Line(
                $"SN::ColumnAffine.Center(ref loaded, rows, {columns}, in _weights.At(Offsets.InputCenter), "
                + "in _weights.At(Offsets.InputCenterLow));");
            writer.Line($"x = SN::MatrixView.Panels(in loaded, rows, {columns});");
        }

        writer.Line();
    }

    private static void NonZeros(CodeWriter writer, PredictionStage stage, DenseStep dense, PredictionPlan plan)
    {
        if (stage.Steps.Count > 1)
        {
            // Where another precision has computed the Dense, the scratch is laid out for that.
            using (writer.Braces($"if ({Reduced(dense)} is null)"))
            {
                Print();
            }

            writer.Line();
            return;
        }

        Print();

        void Print()
        {
            writer.Line(
                $"SN::SparseRows nonZeros = new(ref {Scratch(plan.FloatsPerSample, "batch")}, rows, {Text.Invariant(dense.Input.Columns)});");
            writer.Line("nonZeros.Fill(x);");
            writer.Line("x = x.With(nonZeros);");
        }
    }

    /// <summary>Prints a step: from panel <paramref name="x"/> to panel <paramref name="y"/>, or, where these are empty, on all panels.</summary>
    private static void Step(CodeWriter writer, PredictionStep step, PredictionPlan plan, string x, string y)
    {
        switch (step)
        {
            case DenseStep dense:
                Dense(writer, dense, plan.Network, isAlone: plan.Stages.Any(stage => stage.Lead == step && stage.Steps.Count == 1));
                break;
            case AffineStep { IsPanelwise: true } affine:
                Affine(writer, affine, x, plan.Network);
                break;
            case AffineStep affine:
                RowAffine(writer, affine, Scratch(plan.Source(affine), "batch"), Scratch(plan.Value(affine), "batch"), plan.Network);
                break;
            case LayerStep { Node: Node node } layer:
                bool isPanel = y.Length > 0;
                writer.Line($"// {node.Name}: {node.Layer.Formula}");
                node.Layer.Predict(new PredictorCode(
                    writer,
                    node,
                    plan.Network,
                    isPanel ? x : Scratch(plan.Source(layer), "batch"),
                    isPanel ? y : Scratch(plan.Value(layer), "batch"),
                    input => isPanel ? ScratchPanel(plan.Source(layer, input)) : Scratch(plan.Source(layer, input), "batch")));
                break;
            default:
                break;
        }
    }

    private static void Dense(CodeWriter writer, DenseStep dense, NetworkModel network, bool isAlone)
    {
        string inputs = Text.Invariant(dense.Input.Columns);
        string name = dense.Node.Identifier;
        string product = $"SN::DenseProduct.Forward(x, in _weights.At(Offsets.{name}Kernel, panel, {inputs}), "
            + $"in _weights.At(Offsets.{name}Bias, panel), ref y, rows, {inputs}, width{Activation(dense)}{ArithmeticArgument.Of(network)});";
        writer.Line($"// {Title(dense)}");
        if (isAlone)
        {
            writer.Line(product);
            return;
        }

        using (writer.Braces($"if ({Reduced(dense)} is null)"))
        {
            writer.Line(product);
        }
    }

    private static string Activation(DenseStep dense) => dense.Activation is { Layer: ActivationLayer layer } ? $", {layer.Function}" : "";

    private static void Affine(CodeWriter writer, AffineStep affine, string x, NetworkModel network)
    {
        string At(string part) => $"in _weights.At(Offsets.{affine.Lead.Identifier}{part}, panel)";
        writer.Line($"// {Title(affine)}");
        writer.Line(
            $"SN::ColumnAffine.Forward(in {x}, ref y, rows, width, {At("Center")}, {At("CenterLow")}, {At("Scale")}, {At("Offset")}"
            + $"{ArithmeticArgument.Of(network)});");
    }

    private static void RowAffine(CodeWriter writer, AffineStep affine, string x, string y, NetworkModel network)
    {
        string At(string part) => $"in _weights.At(Offsets.{affine.Lead.Identifier}{part})";
        Shape shape = affine.Shape;
        writer.Line($"// {Title(affine)}");
        writer.Line(
            $"SN::RowBatchNormalization.Normalize(new SN::Identity(), in {x}, ref {y}, rows, {Text.Invariant(shape.Columns)}, "
            + $"{Text.Invariant(shape.Dimensions[affine.Axis])}, {Text.Invariant(shape.RowStride(affine.Axis))}, "
            + $"{At("Center")}, {At("CenterLow")}, {At("Scale")}, in Absent, {At("Offset")}{ArithmeticArgument.Of(network)});");
    }

    internal static string Title(PredictionStep step) => step switch
    {
        DenseStep dense => DenseTitle(dense),
        AffineStep affine => string.Join(" and ", affine.Sources.Select(static source => AffineStep.NameOf(source.Node))),
        LayerStep layer => layer.Node.Name,
        _ => "",
    };

    private static string DenseTitle(DenseStep dense)
    {
        string title = dense.Node.Name;
        string[] taken = [.. dense.TakenNames];
        if (taken.Length > 0)
        {
            title += $" with {string.Join(", ", taken)} folded in";
        }

        return dense.Activation is { } activation ? $"{title}, {activation.Name}" : title;
    }

    private static string ScratchPanel(int place) =>
        $"Shift(ref scratch, {(place == 0 ? "0" : $"(nuint)batch * {Text.Invariant(place)}")}, panel, rows)";
}
