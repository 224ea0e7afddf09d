using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.Importing;

namespace StaticNet.Tool.Networks;

/// <summary>
/// Attributes that a network is compiled from. They may come from a file of anybody's, and what is compiled could run; so only StaticNet's own attributes
/// with plain numbers, words and members of its enums are let through, written anew from what was understood.
/// </summary>
internal sealed class Declaration
{
    /// <summary>Attributes that are no layers and yet say what is trained or computed.</summary>
    private static readonly Type[] _settings = [typeof(LossAttribute), typeof(NetworkAttribute), typeof(TargetStandardizeAttribute)];

    private static readonly HashSet<string> _kinds =
    [
        .. typeof(LayerAttribute).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && (type.IsSubclassOf(typeof(LayerAttribute)) || _settings.Contains(type)))
            .Select(static type => type.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal)),
    ];

    /// <summary>Attributes that say nothing of what is computed.</summary>
    private static readonly HashSet<string> _ignored = ["Classes", "Budget", "Pretrained"];

    /// <summary>No network has that many layers; bounds what compiling a file's declaration may cost.</summary>
    private const int MostAttributes = 2000;

    private const int LongestText = 1 << 18;

    private Declaration(IReadOnlyList<string> attributes, string source)
    {
        Attributes = attributes;
        Source = source;
    }

    /// <summary>The attributes in order, such as <c>Dense(10, bias: false)</c>.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>Where they come from, for messages.</summary>
    public string Source { get; }

    /// <summary>What the class is called that is compiled of them, and so the network in files that are saved of it.</summary>
    public string ClassName { get; private init; } = "Net";

    /// <summary>The same under another name, if that is one in C#.</summary>
    public Declaration Named(string? name) => name is not null && SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
        ? new Declaration(Attributes, Source) { ClassName = name }
        : this;

    /// <summary>Attributes in a row, as files carry them: <c>Input(784), Dense(10)</c>.</summary>
    /// <exception cref="ToolException">They are no attributes, or hold what is not let through.</exception>
    public static Declaration Parse(string attributes, string source)
    {
        if (attributes.Length > LongestText)
        {
            throw new ToolException($"{source} has {attributes.Length} characters; at most {LongestText} are read.");
        }

        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit($"[{attributes}]\nclass N;");
        if (unit.ContainsDiagnostics || unit.Members is not [ClassDeclarationSyntax { Members.Count: 0, BaseList: null } type] || unit.AttributeLists.Count > 0
            || unit.Usings.Count > 0)
        {
            throw new ToolException($"{source} is no list of attributes: {Shorten(attributes)}");
        }

        return Of(type, source);
    }

    /// <summary>The attributes of a network in a C# file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="className">Which network; the only one if null.</param>
    public static Declaration Read(string path, string? className)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}').");
        }

        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(File.ReadAllText(path));
        ClassDeclarationSyntax[] networks =
        [
            .. unit.DescendantNodes().OfType<ClassDeclarationSyntax>()
                .Where(type => (className is null || type.Identifier.ValueText == className)
                    && type.AttributeLists.Any(static list => list.Attributes.Any(static attribute => KindOf(attribute) == "Input"))),
        ];
        return networks switch
        {
            [var network] => Of(network, $"'{path}'").Named(network.Identifier.ValueText),
            [] => throw new ToolException($"'{path}' declares no {(className is null ? "network: no class carries [Input]" : $"network {className}")}."),
            _ => throw new ToolException(
                $"'{path}' declares several networks: {string.Join(", ", networks.Select(static network => network.Identifier.ValueText))}.",
                "Say which one by --class."),
        };
    }

    /// <summary>The attributes of a file from elsewhere.</summary>
    public static Declaration Of(ForeignNetwork foreign) => new(DeclarationWriter.Attributes(foreign), $"'{foreign.Source}'");

    /// <summary>The source of a class.</summary>
    public string Print(string className) =>
        $"using StaticNet;\n\n{string.Concat(DeclarationWriter.Lines(Attributes).Select(static line => $"[{line}]\n"))}"
        + $"public sealed partial class {className};\n";

    private static Declaration Of(ClassDeclarationSyntax type, string source)
    {
        AttributeSyntax[] attributes =
        [
            .. type.AttributeLists.SelectMany(static list => list.Attributes).Where(static attribute => !_ignored.Contains(KindOf(attribute))),
        ];
        if (attributes.Length > MostAttributes)
        {
            throw new ToolException($"{source} has {attributes.Length} attributes; at most {MostAttributes} are read.");
        }

        return new Declaration([.. attributes.Select(attribute => Print(attribute, source))], source);
    }

    private static string Print(AttributeSyntax attribute, string source)
    {
        string kind = KindOf(attribute);
        if (kind == "Input" && Row(attribute) is { } row)
        {
            return $"Input({Columns(row, attribute, source).ToString(CultureInfo.InvariantCulture)})";
        }

        if (!_kinds.Contains(kind) || SimpleName(attribute) is GenericNameSyntax)
        {
            throw new ToolException($"{source}: [{Shorten(attribute.Name.ToString())}] is no attribute of StaticNet that the tool knows.");
        }

        string[] arguments = [.. attribute.ArgumentList?.Arguments.Select(argument => Print(argument, source)) ?? []];
        return arguments.Length == 0 ? kind : $"{kind}({string.Join(", ", arguments)})";
    }

    private static string Print(AttributeArgumentSyntax argument, string source)
    {
        string name = argument.NameEquals is { } property ? $"{property.Name.Identifier.ValueText} = "
            : argument.NameColon is { } parameter ? $"{parameter.Name.Identifier.ValueText}: "
            : "";
        return name + Print(argument.Expression, source);
    }

    private static string Print(ExpressionSyntax expression, string source)
    {
        string Part(ExpressionSyntax part) => Print(part, source);
        return expression switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => SymbolDisplay.FormatLiteral(text, quote: true),
            LiteralExpressionSyntax { Token.Value: int or long or double or float } number =>
                Convert.ToString(number.Token.Value, CultureInfo.InvariantCulture)!,
            LiteralExpressionSyntax literal when literal.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression => literal.Token.Text,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => $"-{Part(minus.Operand)}",
            ParenthesizedExpressionSyntax inner => $"({Part(inner.Expression)})",
            BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
                or SyntaxKind.DivideExpression => $"{Operand(binary.Left)} {binary.OperatorToken.Text} {Operand(binary.Right)}",
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type, Name: IdentifierNameSyntax member } when IsEnum(type.Identifier.ValueText) =>
                $"{type.Identifier.ValueText}.{member.Identifier.ValueText}",
            CollectionExpressionSyntax list when list.Elements.All(static element => element is ExpressionElementSyntax) =>
                $"[{string.Join(", ", list.Elements.Select(element => Part(((ExpressionElementSyntax)element).Expression)))}]",
            ImplicitArrayCreationExpressionSyntax array => $"[{string.Join(", ", array.Initializer.Expressions.Select(Part))}]",
            ArrayCreationExpressionSyntax { Initializer: { } values } => $"[{string.Join(", ", values.Expressions.Select(Part))}]",
            _ => throw new ToolException(
                $"{source}: the argument {Shorten(expression.ToString())} is not understood.",
                "Write the number itself, or a member of one of StaticNet's enums."),
        };

        // 1 / 255.0 must stay what it was: numbers keep their type.
        string Operand(ExpressionSyntax part) =>
            part is LiteralExpressionSyntax { Token.Value: double or float or int } number ? number.Token.Text : Part(part);
    }

    private static bool IsEnum(string name) => typeof(Network).Assembly.GetType($"StaticNet.{name}") is { IsEnum: true };

    private static string KindOf(AttributeSyntax attribute)
    {
        string name = SimpleName(attribute).Identifier.ValueText;
        const string Suffix = "Attribute";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }

    private static SimpleNameSyntax SimpleName(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax alias => alias.Name,
        SimpleNameSyntax simple => simple,
        _ => throw new ArgumentException($"{attribute.Name} is no name of an attribute.", nameof(attribute)),
    };

    /// <summary>The struct that <c>[Input&lt;TRow&gt;]</c> names; null of other attributes.</summary>
    private static string? Row(AttributeSyntax attribute) =>
        SimpleName(attribute) is GenericNameSyntax { TypeArgumentList.Arguments: [var type] } ? type.ToString().Split('.', ':')[^1] : null;

    /// <summary>The number of floats in a struct that stands in the same file: what its columns are called changes nothing that is computed.</summary>
    private static int Columns(string row, AttributeSyntax attribute, string source)
    {
        TypeDeclarationSyntax[] parts =
        [
            .. attribute.SyntaxTree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
                .Where(type => type is StructDeclarationSyntax or RecordDeclarationSyntax && type.Identifier.ValueText == row),
        ];
        int columns = parts.Sum(static part => (part.ParameterList?.Parameters.Count ?? 0) + part.Members.Sum(static member => member switch
        {
            FieldDeclarationSyntax field when !IsShared(field) => field.Declaration.Variables.Count,
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } property
                when !IsShared(property) && accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null }) => 1,
            _ => 0,
        }));
        return columns > 0
            ? columns
            : throw new ToolException(
                $"{source}: [Input<{row}>] names a struct that is not in the file.", "Write the number of its columns, such as [Input(4)].");
    }

    private static bool IsShared(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(static modifier => modifier.IsKind(SyntaxKind.StaticKeyword) || modifier.IsKind(SyntaxKind.ConstKeyword));

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..80]}...";
}
