using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints <c>*.Predictor.g.cs</c>: the folded network, which runs a tile of samples at a time through all its layers.</summary>
internal static class PredictorFile
{
    private const string Rows = "global::System.ReadOnlySpan<float>";
    private const string Bytes = "global::System.ReadOnlySpan<byte>";
    private const string Values = "global::System.Span<float>";
    private const string Classes = "global::System.Span<int>";
    private const string FirstOf = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";

    public static string Print(NetworkModel network, PredictionPlan plan)
    {
        return FileHeader.Wrap(
            network.Type,
            FileHeader.Headline(network) + "\nThe predictor: folded, packed, immutable.",
            "",
            static _ => { },
            writer =>
            {
                writer.Line("/// <inheritdoc/>");
                writer.Line("public override Predictor ToPredictor() => new(base.TrainedTensors, global::StaticNet.Precision.Single);");
                writer.Line();
                writer.Line("/// <inheritdoc/>");
                using (writer.Braces(
                    "public override Predictor ToPredictor(global::StaticNet.Precision precision, global::StaticNet.DataSet? calibration = null)"))
                {
                    writer.Line("Predictor predictor = new(base.TrainedTensors, precision);");
                    writer.Line("base.Calibrate(predictor, calibration);");
                    writer.Line("return predictor;");
                }

                writer.Line();
                Documentation(writer, network, plan);
                string partial = network.Pretrained is null ? "" : "partial ";
                using (writer.Braces($"public sealed {partial}class Predictor : global::StaticNet.Predictor"))
                {
                    Fields(writer, plan);
                    writer.Line();
                    PredictorConstructor.Print(writer, plan);
                    writer.Line();
                    Surface(writer, plan);
                    Faces faces = Faces.Of(network);
                    foreach (FaceMethod method in FaceCode.Methods(
                        faces, writer => BytePredictor.Predict(writer, plan), writer => BytePredictor.Classify(writer, plan)))
                    {
                        writer.Line();
                        method.Print(writer);
                    }

                    writer.Line();
                    if (plan.Unrolled is { } unrolled)
                    {
                        UnrolledPredictor.Print(writer, plan, unrolled);
                        writer.Line();
                    }

                    Tiles(writer, network, plan);
                    writer.Line();
                    if (faces.Bytes)
                    {
                        BytePredictor.Tiles(writer, plan, BytePlan.Make(plan));
                        writer.Line();
                    }

                    Body(writer, plan);
                    foreach (PredictionStage stage in plan.Stages)
                    {
                        writer.Line();
                        PredictorStage.Print(writer, stage, plan);
                    }

                    writer.Line();
                    Scratch(writer, plan, faces);
                    writer.Line();
                    Offsets(writer, plan);
                }
            },
            plan.Unrolled is null ? null : UnrolledCode.Aliases);
    }

    private static void Documentation(CodeWriter writer, NetworkModel network, PredictionPlan plan)
    {
        string name = Text.Xml(network.Type.Name);
        writer.Line($"/// <summary>{name} as it predicts. Immutable and thread-safe; predicting allocates nothing.</summary>");
        writer.Line("/// <remarks>");
        writer.Line("/// <list type=\"bullet\">");
        foreach (Node node in network.Nodes.Skip(1))
        {
            writer.Line($"/// <item>{Text.Xml(node.Name)}: {Text.Xml(plan.Fate(node))}</item>");
        }

        writer.Line("/// </list>");
        if (plan.Unrolled is not null)
        {
            writer.Line("/// A single sample runs in registers, every step of every layer a statement; several run as tiles.");
        }

        if (plan.MaySubtractCenter)
        {
            writer.Line("/// The input's centres fold into the first bias unless some |centre|·scale exceeds 16: then they are subtracted while");
            writer.Line("/// the input is loaded, in two parts, so that no digit is lost. <see cref=\"SubtractsInputCenter\"/> says which.");
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

        if (plan.HasDense)
        {
            writer.Line($"private const int TileSamplesReduced = {Text.Invariant(plan.TileSamplesReduced)};");
        }

        writer.Line($"private const int ScratchLength = {Text.Invariant(plan.Scratch)};");
        writer.Line();
        writer.Line($"private readonly SN::Arena _weights;");
        foreach (DenseStep dense in plan.Steps.OfType<DenseStep>())
        {
            writer.Line($"private readonly global::StaticNet.ReducedDense? {PredictorStage.Reduced(dense)};");
        }

        if (plan.MaySubtractCenter)
        {
            writer.Line("private readonly bool _subtractsCenter;");
        }
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
        string subtracts = plan.MaySubtractCenter ? "_subtractsCenter" : hasCenter ? "true" : "false";
        writer.Line($"public override bool SubtractsInputCenter => {subtracts};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override SN::Arena PackedWeights => _weights;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces($"public override void Predict({Rows} input, {Values} output)"))
        {
            PredictOne(writer, plan);
            if (plan.Unrolled is null)
            {
                PredictBatch();
            }
            else
            {
                writer.Line("PredictBatch(input, output);");
            }
        }

        if (plan.Unrolled is not null)
        {
            using (OwnMethod(writer, $"private void PredictBatch({Rows} input, {Values} output)"))
            {
                PredictBatch();
            }
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces($"public override void Predict({Rows} input, {Values} output, {Values} workspace)"))
        {
            writer.Line("int batch = BatchOf(input, output, InputSize, OutputSize);");
            writer.Line("CheckWorkspace(workspace, ScratchLength);");
            PredictOne(writer, plan);
            writer.Line("PredictTiles(input, output, batch, ref workspace[0]);");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces($"public override void Classify({Rows} input, {Classes} classes)"))
        {
            if (plan.Unrolled is null)
            {
                ClassifyBatch();
            }
            else
            {
                using (writer.Braces($"if ({UnrolledPredictor.Condition(plan, "input.Length == InputSize && classes.Length == 1")})"))
                {
                    writer.Line($"classes[0] = ClassifyOne(ref {FirstOf}(input));");
                    writer.Line("return;");
                }

                writer.Line();
                writer.Line("ClassifyBatch(input, classes);");
            }
        }

        if (plan.Unrolled is not null)
        {
            using (OwnMethod(writer, $"private void ClassifyBatch({Rows} input, {Classes} classes)"))
            {
                ClassifyBatch();
            }

            writer.Line();
            writer.Line("/// <inheritdoc/>");
            using (writer.Braces($"public override int ClassifyIndex({Rows} input)"))
            {
                string isOne = UnrolledPredictor.Condition(plan, "input.Length == InputSize");
                writer.Line($"return {isOne} ? ClassifyOne(ref {FirstOf}(input)) : base.ClassifyIndex(input);");
            }
        }

        void PredictBatch()
        {
            writer.Line("int batch = BatchOf(input, output, InputSize, OutputSize);");
            writer.Line("PredictBody body = new(this, input, output, batch);");
            writer.Line($"SN::{ScratchOwner(plan)}.Run(ref body, ScratchLength);");
        }

        void ClassifyBatch()
        {
            writer.Line($"int batch = BatchOf(input, classes, InputSize, {Text.Invariant(plan.Network.Output.Positions)});");
            writer.Line("ClassifyBody body = new(this, input, classes, batch);");
            writer.Line($"SN::{ScratchOwner(plan)}.Run(ref body, ScratchLength);");
        }
    }

    /// <summary>A method that is not inlined: its locals would have to be cleared wherever a single sample is predicted.</summary>
    private static CodeWriter.Block OwnMethod(CodeWriter writer, string header)
    {
        writer.Line();
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        return writer.Braces(header);
    }

    /// <summary>The way out for a single sample, which does not need the scratch.</summary>
    private static void PredictOne(CodeWriter writer, PredictionPlan plan)
    {
        if (plan.Unrolled is null)
        {
            return;
        }

        using (writer.Braces($"if ({UnrolledPredictor.Condition(plan, "input.Length == InputSize && output.Length == OutputSize")})"))
        {
            writer.Line($"PredictOne(ref {FirstOf}(input), ref {FirstOf}(output));");
            writer.Line("return;");
        }

        writer.Line();
    }

    private static string ScratchOwner(PredictionPlan plan) => plan.FitsStack ? "StackScratch" : "ThreadScratch";

    private static void Tiles(CodeWriter writer, NetworkModel network, PredictionPlan plan)
    {
        PredictionStep? last = plan.Body.Count > 0 ? plan.Body[plan.Body.Count - 1] : null;
        string logits = $"ref float logits = ref {PredictorStage.Scratch(last is null ? 0 : plan.Value(last), "samples")};";
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
                    string arguments = head.Node.Layer is ActivationLayer
                        ? $"in logits, ref logits, samples * {Text.Invariant(output.Floats)}"
                        : $"in logits, ref logits, {rows}, {columns}";
                    writer.Line(ForwardFile.HeadForward(head.Node.Layer, arguments + ArithmeticArgument.Of(network)));
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
        string reduced = plan.HasDense ? "Precision != global::StaticNet.Precision.Single ? TileSamplesReduced : " : "";
        writer.Line($"int tile = {reduced}{(plan.MaySubtractCenter ? "_subtractsCenter ? TileSamplesLoaded : TileSamples" : "TileSamples")};");
        CodeWriter.Block loop = writer.Braces("for (int next = 0; next < batch; next += tile)");
        if (plan.Network.IsReproducible)
        {
            writer.Line("int start = next;");
        }
        else
        {
            writer.Line("// A sample left alone is run with the one before it: sums of a single row are ordered in another way.");
            writer.Line("int start = tile > 1 && next > 0 && next == batch - 1 ? next - 1 : next;");
        }

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
                writer.Line(PredictorStage.Load(plan, "scratch"));
            }

            foreach (PredictionStage stage in plan.Stages)
            {
                string input = plan.ReadsInput(stage) ? "in input, " : "";
                writer.Line($"{PredictorStage.Name(stage)}({input}batch, ref scratch);");
            }
        }
    }

    private static void Scratch(CodeWriter writer, PredictionPlan plan, Faces faces)
    {
        string where = plan.FitsStack ? "on the stack" : "of the thread";
        Struct("PredictBody", Rows, Values, "output", "PredictTiles");
        writer.Line();
        Struct("ClassifyBody", Rows, Classes, "classes", "ClassifyTiles");
        if (faces.Bytes)
        {
            where = BytePlan.Make(plan).FitsStack ? "on the stack" : "of the thread";
            writer.Line();
            Struct("PredictBytesBody", Bytes, Values, "output", "PredictByteTiles");
            writer.Line();
            Struct("ClassifyBytesBody", Bytes, Classes, "classes", "ClassifyByteTiles");
        }

        void Struct(string name, string rows, string type, string target, string method)
        {
            writer.Line($"/// <summary>{method} with its arguments, to be called back with scratch memory {where}.</summary>");
            writer.Line($"private readonly ref struct {name}(");
            writer.Line($"    Predictor predictor, {rows} input, {type} {target}, int batch)");
            using (writer.Braces("    : SN::IScratchBody"))
            {
                writer.Line($"private readonly {rows} _input = input;");
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
