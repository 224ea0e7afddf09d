using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>The length of a span or an array where the compiler can be certain of it.</summary>
/// <param name="Value">The number of elements.</param>
/// <param name="Size">The expression that says so in a creation, such as 784 in <c>new float[784]</c>; null where elements are listed.</param>
internal sealed record KnownLength(int Value, ExpressionSyntax? Size)
{
    /// <summary>Looks through conversions, slices with constant bounds, and variables that are never assigned anew.</summary>
    public static KnownLength? Of(IOperation? value) => value switch
    {
        IConversionOperation conversion => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => new KnownLength(initializer.ElementValues.Length, null),
        IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } => Sized(sizes[0].ConstantValue, sizes[0].Syntax),
        ICollectionExpressionOperation collection => OfElements(collection),
        ILocalReferenceOperation local => OfLocal(local),
        IFieldReferenceOperation field => OfField(field),
        IInvocationOperation call => OfCall(call),
        { Syntax: StackAllocArrayCreationExpressionSyntax allocation } => OfStack(allocation, value.SemanticModel),
        { Syntax: ImplicitStackAllocArrayCreationExpressionSyntax allocation } => new KnownLength(allocation.Initializer.Expressions.Count, null),
        _ => null,
    };

    private static KnownLength? Sized(Optional<object?> constant, SyntaxNode size) =>
        constant is { HasValue: true, Value: int value and >= 0 } ? new KnownLength(value, size as ExpressionSyntax) : null;

    private static KnownLength? OfElements(ICollectionExpressionOperation collection) =>
        collection.Elements.Any(static element => element is ISpreadOperation) ? null : new KnownLength(collection.Elements.Length, null);

    private static KnownLength? OfStack(StackAllocArrayCreationExpressionSyntax allocation, SemanticModel? model)
    {
        if (allocation.Initializer is { } initializer)
        {
            return new KnownLength(initializer.Expressions.Count, null);
        }

        return allocation.Type is ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } && model?.GetConstantValue(ranks[0].Sizes[0]) is { } constant
            ? Sized(constant, ranks[0].Sizes[0])
            : null;
    }

    private static KnownLength? OfCall(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("AsSpan" or "Slice")
            || call.TargetMethod.ContainingNamespace is not { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        {
            return null;
        }

        // An extension takes what it slices as its first argument.
        int first = call.Instance is null ? 1 : 0;
        IOperation source = call.Instance ?? call.Arguments[0].Value;
        int?[] bounds = [.. call.Arguments.Skip(first).Select(static argument => argument.Value.ConstantValue.Value as int?)];
        return bounds.Length switch
        {
            0 => Of(source),
            1 when bounds[0] is { } start && Of(source) is { } whole && whole.Value >= start => new KnownLength(whole.Value - start, null),
            2 when bounds[1] is { } length => new KnownLength(length, null),
            _ => null,
        };
    }

    private static KnownLength? OfLocal(ILocalReferenceOperation reference) =>
        InitialValue(reference) is { } value and not ILocalReferenceOperation ? Of(value) : null;

    /// <summary>What a variable holds, if it is never assigned anew.</summary>
    public static IOperation? InitialValue(ILocalReferenceOperation reference)
    {
        ILocalSymbol local = reference.Local;
        IOperation? initial = null;
        foreach (IOperation operation in Root(reference).Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
            {
                initial = declarator.GetVariableInitializer()?.Value;
            }
            else if (operation is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, local) && IsWritten(other))
            {
                return null;
            }
        }

        return local.RefKind == RefKind.None ? initial : null;
    }

    private static KnownLength? OfField(IFieldReferenceOperation reference)
    {
        if (reference.Field is not { IsReadOnly: true, DeclaringSyntaxReferences: { Length: 1 } places }
            || places[0] is not { } place
            || place.SyntaxTree != reference.Syntax.SyntaxTree
            || place.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || declarator.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || !type.Modifiers.All(static modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)))
        {
            return null;
        }

        // Nothing but what makes an instance can assign it.
        string name = reference.Field.Name;
        bool isAssigned = type.Members.Where(IsConstructing).SelectMany(static member => member.DescendantNodes()).Any(node => node switch
        {
            AssignmentExpressionSyntax assignment => LastName(assignment.Left) == name,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && LastName(argument.Expression) == name,
            _ => false,
        });
        return isAssigned ? null : Of(reference.SemanticModel?.GetOperation(value));
    }

    private static bool IsConstructing(MemberDeclarationSyntax member) =>
        member is ConstructorDeclarationSyntax
        || (member is BasePropertyDeclarationSyntax { AccessorList: { } list } && list.Accessors.Any(SyntaxKind.InitAccessorDeclaration));

    private static string LastName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => "",
    };

    private static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        IAddressOfOperation or ITupleOperation => true,
        _ => false,
    };

    /// <summary>The outermost operation around another: a method's body.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
