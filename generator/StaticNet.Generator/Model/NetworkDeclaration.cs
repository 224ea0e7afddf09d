namespace StaticNet.Generator.Model;

/// <summary>
/// A network as it was declared: all that parsing takes out of symbols. Immutable and compared by value, as every model here must be: a
/// field that holds a symbol, a syntax node or a location would rerun the generator at every keystroke.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Attributes">Its StaticNet attributes in source order, <c>[Input]</c> and <c>[Loss]</c> included.</param>
/// <param name="Problems">What is wrong with the type itself.</param>
/// <param name="CanExtend">Whether C# allows a second part of the type at all.</param>
internal sealed record NetworkDeclaration(
    TypeIdentity Type, EquatableArray<LayerDeclaration> Attributes, EquatableArray<Problem> Problems, bool CanExtend);
