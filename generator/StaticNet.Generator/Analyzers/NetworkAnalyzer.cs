using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;
using StaticNet.Generator.Parsing;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// Reports what is wrong with a network, on the attribute at fault. It asks the generator's own parsing and shape inference, so an error here
/// and a network that throws there are always the same; a sound network is then judged by <see cref="Advice"/>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    private readonly KnownNetworks<Judgement?> _known = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.All.Values.Except(UseRules.All)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        Judgement? judgement = null;
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            judgement = _known.Find(context.Compilation, part.SyntaxTree, part.Span.Start, () => Judge(type, context.CancellationToken));
            if (judgement is not null)
            {
                break;
            }
        }

        if (judgement is null)
        {
            return;
        }

        IReadOnlyList<Problem> problems = [.. judgement.Problems, .. OfWeights(judgement.Pretrained, context)];
        if (problems.Count == 0)
        {
            return;
        }

        IReadOnlyList<NetworkAttribute> attributes = NetworkParser.AttributesOf(type);
        foreach (Problem problem in problems)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.All[problem.Id],
                Place(type, attributes, problem),
                Properties(judgement.Declaration, problem),
                problem.Message));
        }
    }

    /// <summary>All there is to say of a class; null where it is no network.</summary>
    private static Judgement? Judge(INamedTypeSymbol type, CancellationToken cancellation)
    {
        IReadOnlyList<NetworkAttribute> attributes = NetworkParser.AttributesOf(type);
        if (attributes.Count == 0)
        {
            return null;
        }

        NetworkDeclaration declaration = NetworkParser.Parse(type, attributes, cancellation);
        NetworkModel? network = ShapeInference.Run(declaration, out EquatableArray<Problem> problems);
        IEnumerable<Problem> all = problems.Concat(network is null ? [] : Advice.On(network));
        return new Judgement(declaration, new EquatableArray<Problem>(all.Where(static problem => problem.Id.Length > 0)))
        {
            Pretrained = network?.Pretrained is null ? null : network,
        };
    }

    /// <summary>What is wrong with the weights: judged anew each time, since they change without the network.</summary>
    private static IReadOnlyList<Problem> OfWeights(NetworkModel? network, SymbolAnalysisContext context) =>
        network is null ? [] : WeightCheck.Find(network, WeightManifestReader.ReadAll(context.Options.AdditionalFiles, context.CancellationToken));

    private static ImmutableDictionary<string, string?> Properties(NetworkDeclaration declaration, Problem problem)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(Fact.Network, declaration.Type.FullName);
        if (problem.Attribute >= 0 && !declaration.Attributes[problem.Attribute].IsSetting)
        {
            properties = properties.Add(Fact.Layer, Text.Invariant(problem.Attribute));
        }

        foreach (Fact fact in problem.Facts)
        {
            properties = properties.SetItem(fact.Name, fact.Value);
        }

        return properties;
    }

    private static Location Place(INamedTypeSymbol type, IReadOnlyList<NetworkAttribute> attributes, Problem problem)
    {
        if (problem.Attribute >= 0 && attributes[problem.Attribute].Place is { } place)
        {
            return Location.Create(place.SyntaxTree, place.Span);
        }

        ISymbol symbol = problem.Member.Length == 0
            ? type
            : MemberNames.Collisions(type).First(member => member.Name == problem.Member);
        return symbol.Locations[0];
    }

    /// <summary>What was said of a network.</summary>
    private sealed record Judgement(NetworkDeclaration Declaration, EquatableArray<Problem> Problems)
    {
        /// <summary>The network, if it is sound and carries weights.</summary>
        public NetworkModel? Pretrained { get; init; }
    }
}
