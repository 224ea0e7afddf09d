using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    private readonly KnownNetworks<NetworkDeclaration?> _known = new();

    /// <summary>How many networks had to be read from symbols so far.</summary>
    internal int Reads => _known.Reads;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Not ForAttributeWithMetadataName: it binds all attributes of all networks at every keystroke.
        IncrementalValuesProvider<NetworkDeclaration> declarations = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 },
                (found, cancellation) => Parse((TypeDeclarationSyntax)found.Node, found.SemanticModel, cancellation))
            .Where(static declaration => declaration is not null)
            .Select(static (declaration, _) => declaration!)
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
            Add("Network", InvalidNetworkFile.Print(declaration.Type, problems[0], Faces.Declared(declaration)));
            return;
        }

        TrainingPlan training = TrainingPlan.Make(network);
        PredictionPlan prediction = PredictionPlan.Make(network);
        Add("Network", NetworkFile.Print(network, training, prediction));
        Add("Forward", ForwardFile.Print(network, training));
        Add("Backward", BackwardFile.Print(network, training));
        Add("Predictor", PredictorFile.Print(network, prediction));
    }

    private NetworkDeclaration? Parse(TypeDeclarationSyntax part, SemanticModel model, CancellationToken cancellation) => _known.Find(
        model.Compilation,
        part.SyntaxTree,
        part.SpanStart,
        () => model.GetDeclaredSymbol(part, cancellation) is { } type ? NetworkParser.ParsePart(type, part, cancellation) : null);
}
