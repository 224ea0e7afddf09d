namespace StaticNet.Importing;

/// <summary>What an attribute's arguments are.</summary>
/// <param name="Parameters">Of its constructor, in order, with their defaults; null where there is none.</param>
/// <param name="Properties">What may be set beside, and what it is if not.</param>
internal sealed record AttributeForm((string Name, object? Default)[] Parameters, IReadOnlyDictionary<string, object> Properties);
