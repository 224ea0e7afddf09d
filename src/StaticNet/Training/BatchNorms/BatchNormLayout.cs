namespace StaticNet;

/// <summary>A BatchNorm whose moving statistics training moves, and where the values lie that they are statistics of.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Input">Floats a sample before the layer's input in the training workspace; it stays there until the next pass.</param>
/// <param name="Positions">Rows a sample.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Channels">Channels: the columns, or the rows by turns.</param>
/// <param name="Inner">Neighbouring rows that share a channel; 0 where channels are columns.</param>
public sealed record BatchNormLayout(string Name, int Input, int Positions, int Columns, int Channels, int Inner)
{
    /// <summary>Values a channel that a sample has.</summary>
    internal int ValuesPerSample => Positions * Columns / Channels;
}
