namespace StaticNet;

/// <summary>
/// How well a class is found. With nothing to divide by a figure is 0, as in scikit-learn: the precision of a class that is never predicted,
/// the recall of one that is never met.
/// </summary>
/// <param name="Precision">Of the rows predicted to be of the class, the fraction that are.</param>
/// <param name="Recall">Of the rows of the class, the fraction predicted to be.</param>
/// <param name="F1">The harmonic mean of the two.</param>
/// <param name="Support">Rows of the class.</param>
public sealed record ClassScores(double Precision, double Recall, double F1, long Support)
{
    internal static ClassScores Of(long right, long predicted, long actual) =>
        new(Ratio(right, predicted), Ratio(right, actual), Ratio(2 * right, predicted + actual), actual);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
