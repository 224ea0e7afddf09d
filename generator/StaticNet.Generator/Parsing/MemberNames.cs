using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// The names that the generated part of a network takes: what it declares, and what it uses of its base class by simple name, which a member
/// of the user's would hide.
/// </summary>
internal static class MemberNames
{
    private static readonly HashSet<string> _declared = new(StringComparer.Ordinal)
    {
        "_architecture", "Architecture", "ArchitectureHash", "BackwardPass", "Create", "InputSize", "LoadInput", "LoadLogitGradient", "LoadOutputGradient", "LossPass",
        "MultiplyAdds", "NetworkMistake", "Offsets", "OutputSize", "ParameterCount", "PredictionPass", "Predictor", "ReadClasses", "ReadInputGradient", "ReadLogits", "ReadOutput", "ToPredictor",
        "TrainingPass",
    };

    private static readonly HashSet<string> _used = new(StringComparer.Ordinal)
    {
        "Absent", "Activation", "DifferentiatesPrediction", "Gradient", "KeepsNoise", "NoiseStream", "Parameter", "Saved", "Seed", "Statistic",
    };

    /// <summary>Whether a network's class cannot have this name, because one of its members does.</summary>
    public static bool IsTakenByMember(string type) => _declared.Contains(type);

    /// <summary>The user's members that collide with the generated part.</summary>
    public static IEnumerable<ISymbol> Collisions(INamedTypeSymbol type) =>
        type.GetMembers().Where(static member => (Collides(member) || (IsOfPretrained(member) && IsPretrained(member.ContainingType))) && IsWrittenByUser(member));

    /// <summary>Names that are taken in networks with weights of their own alone.</summary>
    private static bool IsOfPretrained(ISymbol member) => member.Name is "Pretrained" or "PretrainedWeights";

    private static bool IsPretrained(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "PretrainedAttribute");

    private static bool Collides(ISymbol member) => member is IMethodSymbol method
        ? method.MethodKind == MethodKind.Constructor ? IsConstructor(method) : CollidesAsMethod(method)
        : _declared.Contains(member.Name) || _used.Contains(member.Name);

    /// <summary>A method may share a public method's name with other parameters.</summary>
    private static bool CollidesAsMethod(IMethodSymbol method) => method.Name switch
    {
        "ToPredictor" => method.Parameters.Length == 0 || (method.Parameters.Length == 2 && method.Parameters[0].Type.Name == "Precision"),
        "Create" => TakesSeed(method),
        _ => _declared.Contains(method.Name) || _used.Contains(method.Name),
    };

    private static bool IsConstructor(IMethodSymbol method) => !method.IsImplicitlyDeclared && TakesSeed(method);

    private static bool TakesSeed(IMethodSymbol method) =>
        method.Parameters.Length == 1 && method.Parameters[0].Type.SpecialType == SpecialType.System_UInt64 && method.Arity == 0;

    /// <summary>An analyzer sees the generated part too.</summary>
    private static bool IsWrittenByUser(ISymbol member) => member.DeclaringSyntaxReferences.Any(
        static reference => reference.SyntaxTree.FilePath.IndexOf(typeof(NetworkGenerator).FullName, StringComparison.Ordinal) < 0);
}
