namespace StaticNet;

/// <summary>Where a Dropout keeps its mask.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Offset">Floats a sample before the mask in the training workspace.</param>
/// <param name="Positions">Rows a sample.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Rate">Share of values that is dropped.</param>
public sealed record DropoutLayout(string Name, int Offset, int Positions, int Columns, float Rate);
