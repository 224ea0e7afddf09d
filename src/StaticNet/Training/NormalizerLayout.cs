namespace StaticNet;

/// <summary>What an input normaliser learns from data.</summary>
public enum NormalizerKind
{
    /// <summary>Mean 0, deviation 1 (divisor n).</summary>
    Standardize,

    /// <summary>Fitted minimum and maximum onto a given range.</summary>
    MinMax,

    /// <summary>A fixed scale and offset: nothing is learned.</summary>
    Rescale,
}

/// <summary>
/// An input normaliser: <c>y = ((x − center) − centerLow)·scale + offset</c> per column. The three vectors are statistics of the network;
/// the centre is held in two floats, so that a column of mean 10,000 and deviation 1 keeps its digits.
/// </summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">What is fitted.</param>
/// <param name="Columns">Columns: the last axis of the input.</param>
/// <param name="Center">Offset of the centres in the statistics arena; -1 for <see cref="NormalizerKind.Rescale"/>.</param>
/// <param name="CenterLow">Offset of the centres' low parts; -1 likewise.</param>
/// <param name="Scale">Offset of the scales; -1 likewise.</param>
/// <param name="Minimum">Lower end of MinMax's range; Rescale's offset.</param>
/// <param name="Maximum">Upper end of MinMax's range; Rescale's scale.</param>
public sealed record NormalizerLayout(
    string Name, NormalizerKind Kind, int Columns, int Center, int CenterLow, int Scale, double Minimum, double Maximum);
