using Microsoft.CodeAnalysis;
using StaticNet.Generator.Tests.Fixes;

namespace StaticNet.Generator.Tests.Use;

/// <summary>Statements that use a network, in a method that has what they need.</summary>
internal static class UseCode
{
    /// <summary>8 values in, 3 out, with BatchNorm.</summary>
    private const string Net = "using StaticNet;\n\n[Input(8)]\n[Dense(4), BatchNorm(FrozenStatistics = FROZEN), Relu]\n[Dense(3), Softmax]\npublic partial class Net;\n";

    /// <summary>Two columns in by name, three classes out by name; two bytes in.</summary>
    private const string Faces =
        """
        using StaticNet;

        public record struct Row(float A, float B);

        public enum Kind { A, B, C }

        [Input<Row>]
        [Dense(3), Softmax]
        [Classes<Kind>]
        public partial class FaceNet;

        [Input(2, Bytes = true)]
        [Dense(3), Softmax]
        public partial class PixelNet;
        """;

    /// <summary>A file around statements, with an array of unknown length, a network, a predictor and data at hand.</summary>
    public static string Around(string statements) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using StaticNet;

        public class Program
        {
            private static readonly float[] _eight = new float[8];
            private static readonly float[] _seven = new float[7];
            private static readonly float[] _given;
            private static Net _shared = new();
            private readonly float[] _assigned = new float[7];

            static Program() => _given = new float[9];

            public Program() => _assigned = new float[8];

            private static void Show(object value) => Console.WriteLine(value);

            private void Run(Net net, Net.Predictor predictor, MemoryDataSet data, float[] any, FaceNet.Predictor faces, PixelNet.Predictor pixels)
            {
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """;

    public static NetworkSolution Solution(string statements, bool frozen = false) =>
        BuiltTools.Solution([Around(statements), Net.Replace("FROZEN", frozen ? "true" : "false", StringComparison.Ordinal), Faces]);

    /// <summary>What the use rules say of statements; the compiler must have nothing to say.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Diagnostics(string statements, bool frozen = false)
    {
        NetworkSolution solution = Solution(statements, frozen);
        Assert.Empty(await solution.CompilerErrors());
        return [.. (await solution.Diagnostics()).Where(static diagnostic => diagnostic.Id.StartsWith("SN04", StringComparison.Ordinal))];
    }

    /// <summary>Fails unless exactly this rule is broken, at exactly this text.</summary>
    public static async Task Breaks(string rule, string statements, string marked, string? message = null)
    {
        Diagnostic found = Assert.Single(await Diagnostics(statements), static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden);
        Assert.Equal(rule, found.Id);
        string text = Around(statements).Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length);
        Assert.Equal(marked, text);
        if (message is not null)
        {
            Assert.Equal(message, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    public static async Task BreaksNothing(string statements, bool frozen = false) => Assert.Empty(await Diagnostics(statements, frozen));
}
