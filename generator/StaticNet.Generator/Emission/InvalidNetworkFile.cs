using StaticNet.Generator.Model;

namespace StaticNet.Generator.Emission;

/// <summary>
/// Prints the whole public surface of a network that cannot be built, each body throwing: the analyzer's error is then the only one in the
/// build, and a build without analyzers fails at first use in plain words.
/// </summary>
internal static class InvalidNetworkFile
{
    private const string Exception = "throw NetworkMistake";

    public static string Print(TypeIdentity type, Problem problem, Faces faces, bool isPretrained)
    {
        string message = Text.Literal(problem.Id.Length > 0 ? $"{problem.Id}: {problem.Message}" : problem.Message);
        string name = FileHeader.Escape(type.Name);
        string methods = string.Concat(
            FaceCode.Methods(faces, static _ => { }, static _ => { }).Select(static method => "\n\n    " + Throwing(method).Replace("\n", "\n    ")));
        string pretrained = isPretrained ? "\n\n" + PretrainedFile.InvalidProperty(Exception) : "";
        return FileHeader.Wrap(
            type,
            $"{type.Name} is no network yet. {problem.Id}\n{problem.Message}",
            $" : global::StaticNet.Network, global::StaticNet.INetwork<{name}>",
            writer => writer.Line($"/// <summary>Not a network yet: {Text.Xml(problem.Message)}</summary>"),
            writer => writer.Lines(
                $$"""
                private static global::System.InvalidOperationException NetworkMistake =>
                    new({{message}});

                /// <summary>Unknown; no 0, by which code could not divide.</summary>
                public const int InputSize = 1;

                /// <summary>Unknown; no 0, by which code could not divide.</summary>
                public const int OutputSize = 1;

                /// <summary>Unknown.</summary>
                public const int ParameterCount = 1;

                /// <summary>Unknown.</summary>
                public const long MultiplyAdds = 1;

                /// <summary>Unknown.</summary>
                public const ulong ArchitectureHash = 0;

                /// <summary>Throws.</summary>
                public {{name}}(ulong seed = 0) : base(Architecture, seed)
                {
                }

                /// <summary>Throws.</summary>
                public static global::StaticNet.NetworkLayout Architecture => {{Exception}};

                /// <summary>Throws.</summary>
                public static {{name}} Create(ulong seed) => {{Exception}};{{pretrained}}

                /// <summary>Throws.</summary>
                public override Predictor ToPredictor() => {{Exception}};

                /// <summary>Throws.</summary>
                public override Predictor ToPredictor(
                    global::StaticNet.Precision precision, global::StaticNet.DataSet? calibration = null) =>
                    {{Exception}};

                /// <inheritdoc/>
                protected override void TrainingPass(in SN::InputRows input, SN::Worker worker, int batch) => {{Exception}};

                /// <inheritdoc/>
                protected override void PredictionPass(in SN::InputRows input, SN::Worker worker, int batch) => {{Exception}};

                /// <inheritdoc/>
                protected override void TransposePass(SN::Worker worker, bool inputGradient) => {{Exception}};

                /// <inheritdoc/>
                protected override void BackwardPass(
                    SN::GradientSink gradients, SN::Worker worker, int batch, bool inputGradient) =>
                    {{Exception}};

                /// <inheritdoc/>
                protected override double LossPass(
                    global::System.ReadOnlySpan<int> labels, global::System.ReadOnlySpan<float> targets,
                    global::System.ReadOnlySpan<float> weights, int batch, bool gradient) =>
                    {{Exception}};

                /// <inheritdoc/>
                protected override void ReadOutput(global::System.Span<float> output, int batch) => {{Exception}};

                /// <inheritdoc/>
                protected override void ReadClasses(global::System.Span<int> classes, int batch) => {{Exception}};

                /// <inheritdoc/>
                protected override void LoadOutputGradient(global::System.ReadOnlySpan<float> outputGradient, int batch) => {{Exception}};

                /// <inheritdoc/>
                protected override void ReadInputGradient(global::System.Span<float> inputGradient, int batch) => {{Exception}};

                /// <summary>Throws.</summary>
                public sealed class Predictor : global::StaticNet.Predictor
                {
                    internal Predictor()
                        : base(global::StaticNet.Precision.Single)
                    {
                    }

                    /// <inheritdoc/>
                    public override global::StaticNet.NetworkLayout Layout => {{Exception}};

                    /// <inheritdoc/>
                    public override int WorkspaceLength => {{Exception}};

                    /// <inheritdoc/>
                    public override bool SubtractsInputCenter => {{Exception}};

                    /// <inheritdoc/>
                    protected override SN::Arena PackedWeights => {{Exception}};

                    /// <inheritdoc/>
                    public override void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => {{Exception}};

                    /// <inheritdoc/>
                    public override void Predict(
                        global::System.ReadOnlySpan<float> input, global::System.Span<float> output, global::System.Span<float> workspace) =>
                        {{Exception}};

                    /// <inheritdoc/>
                    public override int ClassifyIndex(global::System.ReadOnlySpan<float> input) => {{Exception}};

                    /// <inheritdoc/>
                    public override void Classify(global::System.ReadOnlySpan<float> input, global::System.Span<int> classes) => {{Exception}};{{methods}}
                }
                """));
    }

    private static string Throwing(FaceMethod method)
    {
        var writer = new CodeWriter();
        method.Print(writer, Exception);
        return writer.ToString().TrimEnd();
    }
}
