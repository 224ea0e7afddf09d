using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints what the predictor does with samples of bytes: a tile becomes floats, then runs as those do.</summary>
internal static class BytePredictor
{
    private const string Bytes = "global::System.ReadOnlySpan<byte>";
    private const string Values = "global::System.Span<float>";
    private const string Classes = "global::System.Span<int>";
    private const string FirstOf = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";

    /// <summary>How a batch is predicted, between braces.</summary>
    public static void Predict(CodeWriter writer, PredictionPlan plan)
    {
        One(writer, plan, "output.Length == OutputSize", $"PredictOne(ref values[0], ref {FirstOf}(output));");
        Batch(writer, plan, "output", "OutputSize", "PredictBytesBody");
    }

    /// <summary>How a batch is classified, between braces.</summary>
    public static void Classify(CodeWriter writer, PredictionPlan plan)
    {
        One(writer, plan, "classes.Length == 1", "classes[0] = ClassifyOne(ref values[0]);");
        Batch(writer, plan, "classes", Text.Invariant(plan.Network.Output.Positions), "ClassifyBytesBody");
    }

    /// <summary>The constants, and the tiles of both.</summary>
    public static void Tiles(CodeWriter writer, PredictionPlan plan, BytePlan bytes)
    {
        writer.Line("/// <summary>Samples of bytes that become floats at a time.</summary>");
        writer.Line($"private const int ByteTileSamples = {Text.Invariant(bytes.TileSamples)};");
        writer.Line();
        writer.Line("/// <summary>Floats of scratch that these take, before what predicting takes.</summary>");
        writer.Line($"private const int ByteTileFloats = {Text.Invariant(bytes.TileFloats)};");
        writer.Line();
        writer.Line("/// <summary>Floats of scratch in all.</summary>");
        writer.Line($"private const int ByteScratchLength = {Text.Invariant(bytes.Scratch)};");
        writer.Line();
        Tile(writer, "PredictByteTiles", Values, "output", "OutputSize", "PredictTiles");
        writer.Line();
        Tile(writer, "ClassifyByteTiles", Classes, "classes", Text.Invariant(plan.Network.Output.Positions), "ClassifyTiles");
    }

    /// <summary>A single sample of a tiny network, which runs in registers.</summary>
    private static void One(CodeWriter writer, PredictionPlan plan, string isOne, string run)
    {
        if (plan.Unrolled is null)
        {
            return;
        }

        using (writer.Braces($"if ({UnrolledPredictor.Condition(plan, $"input.Length == InputSize && {isOne}")})"))
        {
            writer.Line($"{Values} values = stackalloc float[InputSize];");
            writer.Line($"SN::ByteConversion.ToSingle(in {FirstOf}(input), ref values[0], InputSize);");
            writer.Line(run);
            writer.Line("return;");
        }

        writer.Line();
    }

    private static void Batch(CodeWriter writer, PredictionPlan plan, string target, string size, string body)
    {
        writer.Line($"int batch = BatchOf(input, {target}, InputSize, {size});");
        writer.Line($"{body} body = new(this, input, {target}, batch);");
        writer.Line($"SN::{(BytePlan.Make(plan).FitsStack ? "StackScratch" : "ThreadScratch")}.Run(ref body, ByteScratchLength);");
    }

    private static void Tile(CodeWriter writer, string name, string type, string target, string size, string method)
    {
        using (writer.Braces($"private void {name}({Bytes} input, {type} {target}, int batch, ref float scratch)"))
        {
            using (writer.Braces("for (int next = 0; next < batch; next += ByteTileSamples)"))
            {
                writer.Line("// A sample left alone is run with the one before it, as among floats.");
                writer.Line("int start = next > 0 && next == batch - 1 ? next - 1 : next;");
                writer.Line("int samples = global::System.Math.Min(ByteTileSamples, batch - start);");
                writer.Line("SN::ByteConversion.ToSingle(in input[start * InputSize], ref scratch, samples * InputSize);");
                writer.Line($"{method}(");
                writer.Line("    global::System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(in scratch, samples * InputSize),");
                string slice = size == "1" ? "start, samples" : $"start * {size}, samples * {size}";
                writer.Line($"    {target}.Slice({slice}), samples, ref Shift(ref scratch, ByteTileFloats));");
            }
        }
    }
}
