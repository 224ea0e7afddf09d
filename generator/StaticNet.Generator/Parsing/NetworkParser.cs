using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Parsing;

/// <summary>Takes out of symbols all that is needed of a network. Nothing behind this sees Roslyn; nothing here judges architecture.</summary>
internal static class NetworkParser
{
    /// <summary>The name of the library's assembly and of its namespace.</summary>
    public const string Library = "StaticNet";

    /// <summary>
    /// The network that a part of a class stands for, since several may carry layers: it is read once, for the first part with an input, or with
    /// anything where there is none.
    /// </summary>
    public static NetworkDeclaration? ParsePart(INamedTypeSymbol type, SyntaxNode part, CancellationToken cancellation)
    {
        IReadOnlyList<NetworkAttribute> attributes = AttributesOf(type);
        NetworkAttribute? first = attributes.FirstOrDefault(static attribute => attribute.Kind == "Input") ?? (attributes.Count > 0 ? attributes[0] : null);
        return first is not null && first.StandsOn(part.SyntaxTree, part.Span) ? Parse(type, attributes, cancellation) : null;
    }

    /// <param name="type">The class.</param>
    /// <param name="attributes">What <see cref="AttributesOf"/> gives for it.</param>
    /// <param name="cancellation">Stops the reading of syntax.</param>
    public static NetworkDeclaration Parse(INamedTypeSymbol type, IReadOnlyList<NetworkAttribute> attributes, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        bool canExtend = CheckType(type, problems, cancellation);
        CheckSpread(type, attributes, problems);
        if (type.GetAttributes().Any(static attribute => attribute.AttributeClass is { TypeKind: TypeKind.Error }))
        {
            problems.Add(new Problem("", $"An attribute of {type.Name} does not compile", -1));
        }

        return new NetworkDeclaration(
            Identity(type),
            new EquatableArray<LayerDeclaration>(attributes.Select(AttributeReader.Read)),
            new EquatableArray<Problem>(problems),
            canExtend);
    }

    /// <summary>The type's StaticNet attributes: layers in source order, then settings. Problems count them in this order.</summary>
    public static IReadOnlyList<NetworkAttribute> AttributesOf(INamedTypeSymbol type)
    {
        ImmutableArray<AttributeData> all = type.GetAttributes();
        if (all.IsEmpty)
        {
            return [];
        }

        var layers = new List<NetworkAttribute>();
        var settings = new List<NetworkAttribute>();
        foreach (AttributeData attribute in all)
        {
            if (KindOf(attribute) is { } kind)
            {
                var found = new NetworkAttribute(attribute, kind);
                (found.IsLayer ? layers : settings).Add(found);
            }
        }

        layers.AddRange(settings);
        return layers;
    }

    /// <summary>The kind an attribute declares, or null where it is none of StaticNet's.</summary>
    private static string? KindOf(AttributeData attribute)
    {
        const string Suffix = "Attribute";
        INamedTypeSymbol? type = attribute.AttributeClass;
        if (type is null || !type.Name.EndsWith(Suffix, StringComparison.Ordinal) || !IsOfStaticNet(type, type.Name))
        {
            return null;
        }

        string kind = type.Name.Substring(0, type.Name.Length - Suffix.Length);
        return SettingCatalog.Contains(kind) || LayerCatalog.Contains(kind) ? kind : null;
    }

    /// <summary>Whether a type is the one of that name in StaticNet's own namespace.</summary>
    public static bool IsOfStaticNet(INamedTypeSymbol type, string name) =>
        type.Name == name && type is { ContainingType: null, ContainingNamespace: { Name: Library, ContainingNamespace.IsGlobalNamespace: true } };

    private static TypeIdentity Identity(INamedTypeSymbol type)
    {
        var containing = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containing.Push(outer);
        }

        string name = type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : type.ContainingNamespace.ToDisplayString(
                SymbolDisplayFormat.CSharpErrorMessageFormat.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None));
        return new TypeIdentity(
            name,
            new EquatableArray<string>(containing.Select(Header)),
            new EquatableArray<string>(containing.Select(static outer => outer.MetadataName)),
            type.Name);
    }

    private static string Header(INamedTypeSymbol type) =>
        $"partial {Keyword(type)} {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}";

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    /// <summary>Reports what keeps the type from being a network; false where C# forbids a second part of it, or one with a base class.</summary>
    private static bool CheckType(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        if (type.Name.Length == 0)
        {
            // The compiler has asked for the name already.
            problems.Add(new Problem("", "The class has no name", -1));
            return false;
        }

        bool canExtend = CheckKind(type, problems, cancellation) && CheckPartial(type, problems, cancellation);
        return CheckMembers(type, problems) && canExtend;
    }

    private static bool CheckKind(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        string? obstacle =
            type.TypeKind != TypeKind.Class ? "it is no class"
            : type.IsRecord ? "it is a record"
            : type.IsStatic ? "it is static"
            : type.IsGenericType && type.TypeParameters.Length > 0 ? "it is generic"
            : type.IsFileLocal || Containers(type).Any(static outer => outer.IsFileLocal) ? "it is local to its file"
            : type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } baseType && !IsOfStaticNet(baseType, "Network")
                ? $"it derives from {baseType.Name} already"
            : HasPrimaryConstructor(type, cancellation) ? "it has a primary constructor"
            : null;
        string? flaw = obstacle ?? (type.IsAbstract ? "it is abstract" : null);
        if (flaw is not null)
        {
            problems.Add(new Problem(Rules.UnsupportedType, $"{type.Name} must be a plain class that StaticNet can complete; {flaw}", -1));
        }

        return obstacle is null;
    }

    private static bool CheckPartial(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        string[] missing = [.. Containers(type).Prepend(type).Where(part => !IsPartial(part, cancellation)).Select(static part => part.Name)];
        if (missing.Length > 0)
        {
            problems.Add(new Problem(
                Rules.NotPartial, $"{string.Join(" and ", missing)} must be partial, so that StaticNet can write the other part of {type.Name}", -1));
        }

        return missing.Length == 0;
    }

    private static bool CheckMembers(INamedTypeSymbol type, List<Problem> problems)
    {
        if (MemberNames.IsTakenByMember(type.Name))
        {
            problems.Add(new Problem(
                Rules.MemberName, $"A network cannot be called {type.Name}: that is the name of a member that StaticNet writes; choose another", -1));
            return false;
        }

        int before = problems.Count;
        foreach (ISymbol member in MemberNames.Collisions(type).GroupBy(static member => member.Name).Select(static members => members.First()))
        {
            string message = member is IMethodSymbol { MethodKind: MethodKind.Constructor }
                ? $"{type.Name}(ulong) is the constructor that StaticNet writes; give yours other parameters and let it call this(seed)"
                : $"{type.Name}.{member.Name} takes a name that StaticNet's part of the class needs; choose another";
            problems.Add(new Problem(Rules.MemberName, message, -1, member.Name));
        }

        return problems.Count == before;
    }

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            yield return outer;
        }
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        Declarations(type, cancellation).All(static declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool HasPrimaryConstructor(INamedTypeSymbol type, CancellationToken cancellation) =>
        Declarations(type, cancellation).Any(static declaration => declaration.ParameterList is not null);

    private static IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>();

    /// <summary>
    /// Layers on several parts follow the order in which files reach the compiler, which nobody can see: an error.
    /// </summary>
    private static void CheckSpread(INamedTypeSymbol type, IReadOnlyList<NetworkAttribute> attributes, List<Problem> problems)
    {
        if (type.DeclaringSyntaxReferences.Length < 2)
        {
            return;
        }

        SyntaxReference? Part(NetworkAttribute attribute) =>
            type.DeclaringSyntaxReferences.FirstOrDefault(part => attribute.StandsOn(part.SyntaxTree, part.Span));

        SyntaxReference?[] parts = [.. attributes.Where(static attribute => attribute.IsLayer).Select(Part)];
        for (int i = 1; i < parts.Length; i++)
        {
            if (parts[i] is { } part && parts[0] is { } first && (part.SyntaxTree != first.SyntaxTree || part.Span != first.Span))
            {
                problems.Add(new Problem(
                    Rules.SpreadLayers,
                    $"{Reporter.SubjectOf(i, attributes[i].Kind)}: it stands on another declaration of {type.Name} than the layers before it; "
                    + "put all of them on one, since their order is the network",
                    i));
                return;
            }
        }
    }
}
