using Microsoft.CodeAnalysis;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;
using StaticNet.Generator.Parsing;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator;

/// <summary>
/// The compiler of networks: finds classes with layers, reads their attributes, infers shapes, plans, and prints the other part of the class. It
/// reports nothing; analyzers do, through the same parsing and inference.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    internal const string Declarations = "Declarations";
    internal const string Places = "Places";
    internal const string Networks = "Networks";
    internal const string Weights = "Weights";
    internal const string Pretrained = "Pretrained";

    private readonly ProjectReader _reader = new();

    /// <summary>How many networks had to be read from symbols so far.</summary>
    internal int Reads => _reader.Reads;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Of the compilation as a whole: a provider of syntax makes a semantic model of every file at every keystroke, and that for attributes binds all
        // of all networks.
        IncrementalValuesProvider<NetworkDeclaration> declarations = context.CompilationProvider
            .Select(_reader.Read)
            .SelectMany(static (files, _) => files)
            .SelectMany(static (networks, _) => networks)
            .WithTrackingName(Declarations);
        IncrementalValueProvider<EquatableArray<Folder>> folders = declarations
            .Select(static (declaration, _) => declaration.Type.FullName)
            .Collect()
            .Select(static (names, _) => Folders.Assign(names))
            .WithTrackingName(Places);
        context.RegisterSourceOutput(
            declarations
                .Combine(folders)
                .Select(static (pair, _) => (pair.Left, pair.Right.First(folder => folder.Network == pair.Left.Type.FullName).Name))
                .WithTrackingName(Networks),
            static (output, network) => Write(output, network.Left, network.Name));
        RegisterPretrained(context, declarations, folders);
    }

    /// <summary>Apart from the networks' other files, which do not change when weights do.</summary>
    private static void RegisterPretrained(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<NetworkDeclaration> declarations,
        IncrementalValueProvider<EquatableArray<Folder>> folders)
    {
        IncrementalValueProvider<EquatableArray<WeightFile>> files = context.AdditionalTextsProvider
            .Select(static (text, cancellation) => WeightManifestReader.Read(text, cancellation))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .Collect()
            .Select(static (files, _) => new EquatableArray<WeightFile>(files))
            .WithTrackingName(Weights);
        context.RegisterSourceOutput(
            declarations
                .Where(PretrainedInference.IsDeclared)
                .Combine(folders)
                .Combine(files)
                .Select(static (item, _) => (
                    Declaration: item.Left.Left,
                    Folder: item.Left.Right.First(folder => folder.Network == item.Left.Left.Type.FullName).Name,
                    Files: item.Right))
                .WithTrackingName(Pretrained),
            static (output, item) => WritePretrained(output, item.Declaration, item.Folder, item.Files));
    }

    private static void WritePretrained(SourceProductionContext output, NetworkDeclaration declaration, string folder, EquatableArray<WeightFile> files)
    {
        // An invalid network has the property in its one file.
        if (!declaration.CanExtend || ShapeInference.Run(declaration, out _) is not { } network)
        {
            return;
        }

        IReadOnlyList<Problem> problems = WeightCheck.Find(network, files);
        output.AddSource(
            $"{folder}/{declaration.Type.Name}.{Pretrained}.g.cs",
            problems.Count > 0
                ? PretrainedFile.PrintInvalid(declaration.Type, problems[0])
                : PretrainedFile.Print(network, PredictionPlan.Make(network), WeightCheck.FileOf(network, files)!));
    }

    private static void Write(SourceProductionContext output, NetworkDeclaration declaration, string folder)
    {
        if (!declaration.CanExtend)
        {
            return;
        }

        void Add(string concern, string text) => output.AddSource($"{folder}/{declaration.Type.Name}.{concern}.g.cs", text);

        NetworkModel? network = ShapeInference.Run(declaration, out EquatableArray<Problem> problems);
        if (network is null)
        {
            Add("Network", InvalidNetworkFile.Print(declaration.Type, problems[0], Faces.Declared(declaration), PretrainedInference.IsDeclared(declaration)));
            return;
        }

        TrainingPlan training = TrainingPlan.Make(network);
        PredictionPlan prediction = PredictionPlan.Make(network);
        Add("Network", NetworkFile.Print(network, training, prediction));
        Add("Forward", ForwardFile.Print(network, training));
        Add("Backward", BackwardFile.Print(network, training));
        Add("Predictor", PredictorFile.Print(network, prediction));
    }
}
