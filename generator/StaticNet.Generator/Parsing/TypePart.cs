namespace StaticNet.Generator.Parsing;

/// <summary>A declaration of a type, as far as syntax tells.</summary>
/// <param name="Start">Where its span starts.</param>
/// <param name="Name">The type's simple name.</param>
/// <param name="Fingerprint">Of its attributes and of all that its members declare, bodies left out.</param>
/// <param name="HasLayers">Whether an attribute is named like a layer or a setting, or by an alias of the file.</param>
/// <param name="Attributes">The other attributes' names, which might be aliases of another file.</param>
internal sealed record TypePart(int Start, string Name, ulong Fingerprint, bool HasLayers, IReadOnlyList<string> Attributes);
