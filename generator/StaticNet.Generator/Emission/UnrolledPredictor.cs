using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints what the predictor of a tiny network does with a single sample: everything in registers, for each width of them.</summary>
internal static class UnrolledPredictor
{
    private const string Optimized =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    /// <summary>The condition under which a call is for one sample and can run unrolled.</summary>
    public static string Condition(PredictionPlan plan, string lengths) =>
        $"IsUnrolled && {lengths}{(plan.MaySubtractCenter ? " && !_subtractsCenter" : "")} && Precision == global::StaticNet.Precision.Single";

    public static void Print(CodeWriter writer, PredictionPlan plan, UnrolledPlan unrolled)
    {
        writer.Line("/// <summary>Whether single samples run in registers of the width that this processor has.</summary>");
        string[] widths = [.. unrolled.Widths.Select(static lanes => $"{UnrolledCode.Class(lanes)}.IsHardwareAccelerated")];
        writer.Line($"private static bool IsUnrolled => {string.Join(" || ", widths)};");
        writer.Line();
        Choice(writer, unrolled, "private void PredictOne(ref float x, ref float y)", static width => $"Predict{width}(ref x, ref _weights.At(0), ref y);");
        writer.Line();
        using (writer.Braces("private int ClassifyOne(ref float x)"))
        {
            foreach (int lanes in unrolled.Widths.Take(unrolled.Widths.Count - 1))
            {
                using (writer.Braces($"if ({UnrolledCode.Class(lanes)}.IsHardwareAccelerated)"))
                {
                    writer.Line($"return Classify{UnrolledCode.Bits(lanes)}(ref x, ref _weights.At(0));");
                }

                writer.Line();
            }

            writer.Line($"return Classify{UnrolledCode.Bits(unrolled.Widths[unrolled.Widths.Count - 1])}(ref x, ref _weights.At(0));");
        }

        foreach (int lanes in unrolled.Widths)
        {
            writer.Line();
            Ends(writer, plan, unrolled, lanes);
            writer.Line();
            writer.Line($"/// <summary>The logits of one sample, in registers of at most {Text.Invariant(lanes)} lanes.</summary>");
            new UnrolledCode(writer, unrolled, lanes).Print();
        }
    }

    private static void Choice(CodeWriter writer, UnrolledPlan unrolled, string header, Func<string, string> call)
    {
        using (writer.Braces(header))
        {
            for (int i = 0; i < unrolled.Widths.Count; i++)
            {
                int lanes = unrolled.Widths[i];
                string condition = i == unrolled.Widths.Count - 1 ? "" : $"if ({UnrolledCode.Class(lanes)}.IsHardwareAccelerated)";
                string keyword = i == 0 ? "" : "else ";
                string line = call(UnrolledCode.Bits(lanes));
                if (unrolled.Widths.Count == 1)
                {
                    writer.Line(line);
                    continue;
                }

                using (writer.Braces((keyword + condition).Trim()))
                {
                    writer.Line(line);
                }
            }
        }
    }

    /// <summary>What is done with the logits: softmax or sigmoid and the way out, or the class.</summary>
    private static void Ends(CodeWriter writer, PredictionPlan plan, UnrolledPlan unrolled, int lanes)
    {
        string bits = UnrolledCode.Bits(lanes);
        string columns = Text.Invariant(unrolled.Last.Outputs);
        bool fits = UnrolledCode.FitsRegister(unrolled.Last, lanes);
        writer.Line(Optimized);
        using (writer.Braces($"private static void Predict{bits}(ref float x, ref float weights, ref float y)"))
        {
            string values = Logits();
            if (fits)
            {
                string result = plan.Head?.Node.Layer switch
                {
                    ActivationLayer activation => $"SN::RegisterRow.ApplyLast({activation.Function}, {values})",
                    { } softmax => $"SN::RegisterRow.{softmax.Kind}({values}, {columns})",
                    null => values,
                };
                writer.Line($"SN::RegisterRow.Store({result}, ref y, {columns});");
            }
            else
            {
                if (plan.Head is { } head)
                {
                    string arguments = head.Node.Layer is ActivationLayer
                        ? $"in logits[0], ref logits[0], {Text.Invariant(plan.Network.Output.Floats)}"
                        : $"in logits[0], ref logits[0], 1, {columns}";
                    writer.Line(ForwardFile.HeadForward(head.Node.Layer, arguments));
                }

                writer.Line($"SN::PanelLayout.Copy(in logits[0], ref y, {columns});");
            }
        }

        writer.Line();
        writer.Line(Optimized);
        using (writer.Braces($"private static int Classify{bits}(ref float x, ref float weights)"))
        {
            string values = Logits();
            if (fits)
            {
                writer.Line($"return SN::RegisterRow.{(unrolled.Last.Outputs == 1 ? $"IsPositive({values})" : $"ArgMax({values}, {columns})")};");
            }
            else
            {
                writer.Line("int label = 0;");
                writer.Line($"SN::ArgMax.Rows(in logits[0], 1, {columns}, new global::System.Span<int>(ref label));");
                writer.Line("return label;");
            }
        }

        string Logits()
        {
            if (fits)
            {
                return $"Logits{bits}(ref x, ref weights)";
            }

            writer.Line($"global::System.Span<float> logits = stackalloc float[{Text.Invariant(plan.Network.Output.Floats)}];");
            writer.Line($"Logits{bits}(ref x, ref weights, ref logits[0]);");
            return "";
        }
    }
}
