using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;
using StaticNet.Generator.Parsing;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator;

/// <summary>
/// The compiler of networks: finds classes marked with <c>[Input]</c>, reads their attributes, infers shapes, plans, and prints the other part of
/// the class. It reports nothing; analyzers do, through the same parsing and inference.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    internal const string Declarations = "Declarations";
    internal const string Networks = "Networks";

    private const string Marker = "StaticNet.InputAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkDeclaration> marked = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Marker,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellation) => ParseMarked((INamedTypeSymbol)found.TargetSymbol, found.TargetNode, cancellation))
            .Where(static declaration => declaration is not null)
            .Select(static (declaration, _) => declaration!)
            .WithTrackingName(Declarations);
        IncrementalValuesProvider<NetworkDeclaration> unmarked = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax declaration && UnmarkedNetworks.Contains(declaration),
                static (found, cancellation) => ParseUnmarked(found, cancellation))
            .Where(static declaration => declaration is not null)
            .Select(static (declaration, _) => declaration!)
            .WithTrackingName(Declarations);

        IncrementalValueProvider<EquatableArray<Folder>> folders = marked.Select(static (declaration, _) => declaration.Type.FullName).Collect()
            .Combine(unmarked.Select(static (declaration, _) => declaration.Type.FullName).Collect())
            .Select(static (names, _) => Folders.Assign(names.Left.Concat(names.Right)));
        Register(marked);
        Register(unmarked);

        void Register(IncrementalValuesProvider<NetworkDeclaration> declarations) => context.RegisterSourceOutput(
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
            Add("Network", InvalidNetworkFile.Print(declaration.Type, problems[0], ClassInference.Declared(declaration)));
            return;
        }

        TrainingPlan training = TrainingPlan.Make(network);
        PredictionPlan prediction = PredictionPlan.Make(network);
        Add("Network", NetworkFile.Print(network, training, prediction));
        Add("Forward", ForwardFile.Print(network, training));
        Add("Backward", BackwardFile.Print(network, training));
        Add("Predictor", PredictorFile.Print(network, prediction));
    }

    /// <summary>A class with an input, which several parts may carry: it is parsed once, for the first that does.</summary>
    private static NetworkDeclaration? ParseMarked(INamedTypeSymbol type, SyntaxNode part, CancellationToken cancellation)
    {
        IReadOnlyList<NetworkAttribute> attributes = NetworkParser.AttributesOf(type);
        NetworkAttribute first = attributes.First(static attribute => attribute.Kind == "Input");
        return first.StandsOn(part.SyntaxTree, part.Span) ? NetworkParser.Parse(type, attributes, cancellation) : null;
    }

    /// <summary>A class with layers or settings and no input on any part; it gets its surface once, from the part that has the first of them.</summary>
    private static NetworkDeclaration? ParseUnmarked(GeneratorSyntaxContext found, CancellationToken cancellation)
    {
        if (found.SemanticModel.GetDeclaredSymbol(found.Node, cancellation) is not INamedTypeSymbol type)
        {
            return null;
        }

        IReadOnlyList<NetworkAttribute> attributes = NetworkParser.AttributesOf(type);
        return attributes.Count > 0
            && attributes[0].StandsOn(found.Node.SyntaxTree, found.Node.Span)
            && attributes.All(static attribute => attribute.Kind != "Input")
                ? NetworkParser.Parse(type, attributes, cancellation)
                : null;
    }
}
