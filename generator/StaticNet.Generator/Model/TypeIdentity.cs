namespace StaticNet.Generator.Model;

/// <summary>Where a network's class stands: what its other part must repeat.</summary>
/// <param name="Namespace">Not escaped; empty for the global namespace.</param>
/// <param name="ContainingTypes">Declarations from the outside in, such as <c>partial class Outer</c>.</param>
/// <param name="ContainingNames">Their names with arity, as in metadata.</param>
/// <param name="Name">The class's name, not escaped.</param>
internal sealed record TypeIdentity(
    string Namespace, EquatableArray<string> ContainingTypes, EquatableArray<string> ContainingNames, string Name)
{
    /// <summary>Unique within a compilation, but perhaps for case.</summary>
    public string FullName => string.Join(".", (Namespace.Length > 0 ? [Namespace] : Array.Empty<string>()).Concat(ContainingNames).Append(Name));
}
