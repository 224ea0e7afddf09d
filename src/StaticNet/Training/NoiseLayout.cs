namespace StaticNet;

/// <summary>Where a layer of noise, such as Dropout, keeps what it drew: a factor or a term for each value.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Offset">Floats a sample before the noise in the training workspace.</param>
/// <param name="Positions">Rows a sample.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Scale">What a mask of zeros and ones is multiplied by, as a Dropout scales what it keeps; 1 where the noise is no mask.</param>
/// <param name="Neutral">The noise that leaves a value as it is: 1 for a factor, 0 for a term.</param>
public sealed record NoiseLayout(string Name, int Offset, int Positions, int Columns, float Scale, float Neutral);
