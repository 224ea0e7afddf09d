using System.Globalization;
using System.Text;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints <c>*.Pretrained.g.cs</c>: the predictor whose weights travel in the assembly.</summary>
internal static class PretrainedFile
{
    /// <summary>What the package's task puts before the names of resources.</summary>
    private const string ResourcePrefix = "StaticNet.Weights/";

    private const int LiteralsPerLine = 10;

    public static string Print(NetworkModel network, PredictionPlan plan, WeightFile file)
    {
        PackedConstants? constants = PackedConstants.Make(network, plan, file);
        string place = (file.IsPacked, constants) switch
        {
            (false, null) => "used in place, folded and packed at first use",
            (false, { Bits.Length: var floats }) =>
                $"of which {Text.Grouped(floats)} floats of constants are left, folded and packed by the compiler and used in place",
            (true, null) => $"folded and packed when they were saved, {Text.Grouped(plan.WeightFloats)} floats that are used where they lie in it",
            (true, { Bits.Length: var floats }) => $"folded and packed when they were saved, {Text.Grouped(floats)} floats that are constants here",
        };
        return FileHeader.Wrap(
            network.Type,
            $"{FileHeader.Headline(network)}\nAs trained: {Text.Literal(file.Name)}, {Text.Grouped(file.Length)} bytes, {place}.",
            "",
            static _ => { },
            writer =>
            {
                Surface(writer, file.Name);
                writer.Line();
                Weights(writer, network, file, constants);
                writer.Line();
                Predictor(writer, plan, file, constants);
            });
    }

    /// <summary>The same surface for weights that cannot be used: it throws.</summary>
    public static string PrintInvalid(TypeIdentity type, Problem problem) => FileHeader.Wrap(
        type,
        $"{type.Name} has no weights yet. {problem.Id}\n{problem.Message}",
        "",
        static _ => { },
        writer => writer.Lines(InvalidProperty($"throw new global::System.InvalidOperationException({Text.Literal($"{problem.Id}: {problem.Message}")})")));

    /// <summary>The property with a body that throws.</summary>
    public static string InvalidProperty(string exception) =>
        $"""
        /// <summary>Throws.</summary>
        public static Predictor Pretrained => {exception};
        """;

    private static void Surface(CodeWriter writer, string file)
    {
        writer.Line($"/// <summary>The network as trained, with the weights of <c>{Text.Xml(file)}</c>. Immutable, shared by all threads.</summary>");
        writer.Line("public static Predictor Pretrained => PretrainedWeights.Shared ?? PretrainedWeights.Make();");
    }

    private static void Weights(CodeWriter writer, NetworkModel network, WeightFile file, PackedConstants? constants)
    {
        writer.Line("/// <summary>What the compiler knows of the file, which the assembly holds as a resource.</summary>");
        using (writer.Braces("private static class PretrainedWeights"))
        {
            writer.Line("public static Predictor? Shared;");
            writer.Line();
            if (constants is not null)
            {
                Constants(writer, constants.Bits);
                writer.Line();
            }

            writer.Line("/// <summary>The one predictor, whoever asks first.</summary>");
            using (writer.Braces("public static Predictor Make()"))
            {
                string weights = constants is not null ? "SN::Arena.Over(global::System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(Constants))"
                    : file.IsPacked ? $"Open().Arena({Text.Literal(PackedLayout.Tensor)})"
                    : "Open()";
                writer.Line($"global::System.Threading.Interlocked.CompareExchange(ref Shared, new Predictor({weights}), null);");
                writer.Line("return Shared!;");
            }

            writer.Line();
            writer.Line("/// <summary>Opens the file.</summary>");
            writer.Line("public static global::StaticNet.EmbeddedTensors Open() => new(");
            writer.Line($"    typeof({FileHeader.Escape(network.Type.Name)}).Assembly,");
            writer.Line($"    {Text.Literal(ResourcePrefix + file.Name)},");
            writer.Line($"    {Text.Literal(file.Name)},");
            writer.Line($"    length: {file.Length.ToString(CultureInfo.InvariantCulture)},");
            writer.Line($"    headerLength: {Text.Invariant(file.HeaderLength)},");
            writer.Line($"    headerHash: 0x{file.HeaderHash},");
            writer.Line("    [");
            foreach ((string name, int rows, int columns) in TensorsOf(network, file))
            {
                long offset = file.Tensors.First(tensor => tensor.Name == name).Offset;
                writer.Line(
                    $"        new({Text.Literal(name)}, {offset.ToString(CultureInfo.InvariantCulture)}, {Text.Invariant(rows)}, {Text.Invariant(columns)}),");
            }

            writer.Line(
                network.Classes is null && file.Find(WeightCheck.ClassesKey) is { } classes
                    ? $"    ]) {{ Classes = {Text.Literal(classes)} }};"
                    : "    ]);");
        }
    }

    private static IEnumerable<(string Name, int Rows, int Columns)> TensorsOf(NetworkModel network, WeightFile file)
    {
        foreach ((string name, Tensor tensor) in WeightCheck.TensorsOf(network, file))
        {
            yield return (name, tensor.Rows, tensor.Columns);
        }

        if (SelfTest.Find(network, file) is { } test)
        {
            yield return (SelfTest.Input, test.Rows, network.Input.Size);
            yield return (SelfTest.Output, test.Rows, network.Output.Size);
        }
    }

    /// <summary>Bit patterns, so that no digit is lost and the text is the same on every machine.</summary>
    private static void Constants(CodeWriter writer, ReadOnlySpan<uint> bits)
    {
        writer.Line("/// <summary>The packed weights: bit patterns of floats.</summary>");
        writer.Line("private static global::System.ReadOnlySpan<uint> Constants =>");
        writer.Line("[");
        for (int start = 0; start < bits.Length; start += LiteralsPerLine)
        {
            var line = new StringBuilder("   ");
            foreach (uint value in bits.Slice(start, Math.Min(LiteralsPerLine, bits.Length - start)))
            {
                line.Append(" 0x").Append(value.ToString("x8", CultureInfo.InvariantCulture)).Append(',');
            }

            writer.Line(line.ToString());
        }

        writer.Line("];");
    }

    private static void Predictor(CodeWriter writer, PredictionPlan plan, WeightFile file, PackedConstants? constants)
    {
        using (writer.Braces("public sealed partial class Predictor"))
        {
            if (constants is null && !file.IsPacked)
            {
                writer.Line("internal Predictor(global::StaticNet.EmbeddedTensors tensors)");
                using (writer.Braces("    : this(tensors, global::StaticNet.Precision.Single)"))
                {
                    writer.Line("Embedded = PretrainedWeights.Open;");
                }

                return;
            }

            writer.Line("internal Predictor(SN::Arena weights)");
            using (writer.Braces("    : base(global::StaticNet.Precision.Single)"))
            {
                writer.Line("_weights = weights;");
                if (plan.MaySubtractCenter)
                {
                    bool subtractsCenter = constants?.SubtractsCenter ?? WeightCheck.SubtractsCenter(file);
                    writer.Line($"_subtractsCenter = {(subtractsCenter ? "true" : "false")};");
                }

                writer.Line("Embedded = PretrainedWeights.Open;");
            }
        }
    }
}
