using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.Generator.Layers;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// What a file contributes to the meaning of attributes anywhere: its usings, the names it declares, its constants. Bodies, initial values and
/// comments are no part of it, so that typing there is known to change no network. Read once a syntax tree, without symbols.
/// </summary>
internal sealed class FileSurface
{
    private static readonly string _generator = typeof(NetworkGenerator).FullName;

    private static readonly ConditionalWeakTable<SyntaxTree, FileSurface> _known = new();

    private readonly List<TypePart> _parts = [];
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private Fingerprint _environment;

    private FileSurface(SyntaxTree tree)
    {
        if (tree.GetRoot() is CompilationUnitSyntax unit)
        {
            Read(unit.Externs, unit.Usings, unit.Members);
        }

        Fingerprint types = default;
        foreach (TypePart part in _parts)
        {
            types.Add(part.Fingerprint);
        }

        Types = types.Value;
    }

    /// <summary>Of everything that could change what an attribute in any file means, other attributes left out.</summary>
    public ulong Environment => _environment.Value;

    /// <summary>Of all its declarations of types.</summary>
    public ulong Types { get; }

    /// <summary>Declarations of types in the order of their places.</summary>
    public IReadOnlyList<TypePart> Parts => _parts;

    /// <summary>Aliases for all files.</summary>
    public List<string> GlobalAliases { get; } = [];

    public static FileSurface Of(SyntaxTree tree) => _known.GetValue(tree, static tree => new FileSurface(tree));

    /// <summary>Whether the generator has written the file: an analyzer sees that too, and it changes no network.</summary>
    public static bool IsGenerated(SyntaxTree tree) =>
        tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && tree.FilePath.IndexOf(_generator, StringComparison.Ordinal) >= 0;

    /// <summary>The declaration that starts at <paramref name="start"/>, if it might be a network's.</summary>
    public TypePart? PartAt(int start) =>
        IndexOf(start) is >= 0 and var index && _parts[index] is { } part && (part.HasLayers || part.Attributes.Count > 0) ? part : null;

    /// <summary>The position of the declaration that starts at <paramref name="start"/>; negative if there is none.</summary>
    public int IndexOf(int start)
    {
        int low = 0;
        int high = _parts.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_parts[middle].Start == start)
            {
                return middle;
            }

            if (_parts[middle].Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    /// <summary>An attribute's or an alias's simple name without suffix, as C# looks both up.</summary>
    private static string Simple(string name)
    {
        const string Suffix = "Attribute";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    private static string Simple(NameSyntax name) => Simple(name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    });

    private void Read(SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings, SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (ExternAliasDirectiveSyntax directive in externs)
        {
            _environment.Add(directive);
        }

        foreach (UsingDirectiveSyntax directive in usings)
        {
            _environment.Add(directive);
            if (directive.Alias is { } alias)
            {
                string name = Simple(alias.Name.Identifier.ValueText);
                _ = _aliases.Add(name);
                if (!directive.GlobalKeyword.IsKind(SyntaxKind.None))
                {
                    GlobalAliases.Add(name);
                }
            }
        }

        foreach (MemberDeclarationSyntax member in members)
        {
            Fingerprint none = default;
            Read(member, ref none);
        }
    }

    /// <summary>Adds a member to the environment, and to the type around it.</summary>
    private void Read(MemberDeclarationSyntax member, ref Fingerprint around)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax space:
                _environment.Add(space.Name);
                Read(space.Externs, space.Usings, space.Members);
                _environment.Add((ulong)SyntaxKind.CloseBraceToken);
                break;
            case TypeDeclarationSyntax type:
                Read(type, ref around);
                break;
            case EnumDeclarationSyntax or FieldDeclarationSyntax when IsConstant(member):
                _environment.Add(member);
                around.Add(member);
                break;
            case GlobalStatementSyntax:
                break;
            default:
                AddHeader(member, ref around);
                AddNames(member);
                break;
        }
    }

    private void Read(TypeDeclarationSyntax type, ref Fingerprint around)
    {
        int index = _parts.Count;
        _parts.Add(null!);
        Fingerprint own = default;
        AddHeader(type, ref own);
        AddHeader(type, ref _environment);
        around.Add(type.Identifier);
        bool isStruct = type.Kind() is SyntaxKind.StructDeclaration or SyntaxKind.RecordStructDeclaration;
        bool hasLayers = false;
        List<string>? others = null;
        foreach (AttributeListSyntax list in type.AttributeLists)
        {
            own.Add(list);
            if (isStruct)
            {
                _environment.Add(list);
            }

            foreach (AttributeSyntax attribute in list.Attributes)
            {
                string name = Simple(attribute.Name);
                if (LayerCatalog.Contains(name) || SettingCatalog.Contains(name) || _aliases.Contains(name))
                {
                    hasLayers = true;
                }
                else
                {
                    (others ??= []).Add(name);
                }
            }
        }

        foreach (MemberDeclarationSyntax member in type.Members)
        {
            Read(member, ref own);
            if (isStruct)
            {
                AddField(member);
            }
        }

        _environment.Add((ulong)SyntaxKind.CloseBraceToken);
        _parts[index] = new TypePart(type.SpanStart, type.Identifier.ValueText, own.Value, hasLayers, others ?? []);
    }

    private static bool IsConstant(MemberDeclarationSyntax member) =>
        member is EnumDeclarationSyntax || member.Modifiers.Any(SyntaxKind.ConstKeyword);

    /// <summary>All that a member declares: neither attributes, nor what stands in braces, nor values.</summary>
    private static void AddHeader(MemberDeclarationSyntax member, ref Fingerprint fingerprint)
    {
        foreach (SyntaxNodeOrToken child in member.ChildNodesAndTokens())
        {
            if (child.IsToken)
            {
                fingerprint.Add(child.AsToken());
            }
            else if (child.AsNode() is VariableDeclarationSyntax variables)
            {
                fingerprint.Add(variables.Type);
                foreach (VariableDeclaratorSyntax variable in variables.Variables)
                {
                    fingerprint.Add(variable.Identifier);
                }
            }
            else if (child.AsNode() is { } node
                and not (AttributeListSyntax or BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or AccessorListSyntax
                    or ConstructorInitializerSyntax or MemberDeclarationSyntax))
            {
                fingerprint.Add(node);
            }
        }
    }

    /// <summary>A struct may be a network's row: what its memory holds matters elsewhere, properties with a field of their own included.</summary>
    private void AddField(MemberDeclarationSyntax member)
    {
        if (member is not (FieldDeclarationSyntax or PropertyDeclarationSyntax or EventFieldDeclarationSyntax))
        {
            return;
        }

        AddHeader(member, ref _environment);
        bool hasField = member is not PropertyDeclarationSyntax property
            || (property.AccessorList?.Accessors.Any(static accessor => accessor is { Body: null, ExpressionBody: null }) ?? false)
            || property.DescendantTokens().Any(static token => token.ValueText == "field");
        _environment.Add(hasField ? 1ul : 0ul);
    }

    /// <summary>A member that is no constant can still hide one by its name.</summary>
    private void AddNames(MemberDeclarationSyntax member)
    {
        foreach (SyntaxNodeOrToken child in member.ChildNodesAndTokens())
        {
            if (child.IsKind(SyntaxKind.IdentifierToken))
            {
                _environment.Add(child.AsToken());
            }
            else if (child.AsNode() is VariableDeclarationSyntax variables)
            {
                foreach (VariableDeclaratorSyntax variable in variables.Variables)
                {
                    _environment.Add(variable.Identifier);
                }
            }
        }
    }
}
