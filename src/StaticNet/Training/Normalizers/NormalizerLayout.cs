namespace StaticNet;

/// <summary>A normaliser of a network's input, or a fixed function between such: what is fitted, or gone through in fitting what follows.</summary>
/// <param name="Name">The layer's name; its statistics are <c>name.center</c> and so on.</param>
/// <param name="Normalizer">What is fitted.</param>
/// <param name="Columns">Columns: the last axis of its input.</param>
public sealed record NormalizerLayout(string Name, Normalizer Normalizer, int Columns);
