using Microsoft.CodeAnalysis;
using StaticNet.Generator.Layers;

namespace StaticNet.Generator.Parsing;

/// <summary>An attribute of StaticNet's on a type, its kind found out once.</summary>
/// <param name="Data">As the compiler sees it.</param>
/// <param name="Kind">Its name without the suffix, such as <c>Dense</c>.</param>
internal sealed record NetworkAttribute(AttributeData Data, string Kind)
{
    /// <summary>Whether it has a place in the order of layers, as the input has, and settings have not.</summary>
    public bool IsLayer => LayerCatalog.Contains(Kind);

    /// <summary>Where it is written; null where it is in no source.</summary>
    public SyntaxReference? Place => Data.ApplicationSyntaxReference;

    /// <summary>Whether it is written on this part of the type.</summary>
    public bool StandsOn(SyntaxTree tree, Microsoft.CodeAnalysis.Text.TextSpan part) =>
        Place is { } place && place.SyntaxTree == tree && part.Contains(place.Span);
}
