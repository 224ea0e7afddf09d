using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Parsing;

/// <summary>Whether generated code can name a type of the user's.</summary>
internal static class Reachability
{
    /// <summary>What keeps it from that, such as <c>is private</c>; empty where nothing does.</summary>
    public static string Obstacle(INamedTypeSymbol type) =>
        Levels(type).Select(level => Obstacle(level, level.Equals(type, SymbolEqualityComparer.Default))).FirstOrDefault(static obstacle => obstacle.Length > 0) ?? "";

    /// <summary>Whether the type is visible outside of its assembly.</summary>
    public static bool IsPublic(INamedTypeSymbol type) => Levels(type).All(static level => level.DeclaredAccessibility == Accessibility.Public);

    private static string Obstacle(INamedTypeSymbol level, bool isInnermost) =>
        level.IsFileLocal ? "is local to its file"
        : level.TypeParameters.Length > 0 ? isInnermost ? "is generic" : "stands in a generic type"
        : level.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) ? "is private"
        : "";

    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            yield return level;
        }
    }
}
