using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>What a cross-validation came to.</summary>
public sealed class CrossValidationResult
{
    internal CrossValidationResult(IReadOnlyList<FoldRun> runs) => Runs = runs;

    /// <summary>The trainings, fold by fold.</summary>
    public IReadOnlyList<FoldRun> Runs { get; }

    /// <summary>Mean over the folds of the loss on the rows held back; null if a training diverged.</summary>
    public double? MeanLoss => Mean(static evaluation => evaluation.Loss);

    /// <summary>Mean over the folds of the accuracy on the rows held back; null if a training diverged, and for a regression.</summary>
    public double? MeanAccuracy => Mean(static evaluation => evaluation.Accuracy);

    /// <summary>Mean over the folds of a figure of one's own; null if a training diverged or the figure is null for one.</summary>
    public double? Mean(Func<Evaluation, double?> figure) => Figures(figure)?.Average();

    /// <summary>
    /// Standard deviation over the folds of a figure of one's own, divisor folds − 1, as of a sample; null where <see cref="Mean"/> is, and for one fold. Folds
    /// share most of their training rows, so it understates how far another sample of rows would be off (Bengio &amp; Grandvalet, JMLR 5, 2004).
    /// </summary>
    public double? Deviation(Func<Evaluation, double?> figure)
    {
        if (Figures(figure) is not { Length: > 1 } figures)
        {
            return null;
        }

        double mean = figures.Average();
        return Math.Sqrt(figures.Sum(value => (value - mean) * (value - mean)) / (figures.Length - 1));
    }

    /// <summary>
    /// How often class <c>[actual, predicted]</c> was met among all rows, each judged by the network that did not see it; null if a training diverged, and for
    /// a regression.
    /// </summary>
    public int[,]? ConfusionMatrix()
    {
        int[,]? sum = null;
        foreach (FoldRun run in Runs)
        {
            if (run.Test?.ConfusionMatrix is not { } matrix)
            {
                return null;
            }

            sum ??= new int[matrix.GetLength(0), matrix.GetLength(1)];
            for (int actual = 0; actual < matrix.GetLength(0); actual++)
            {
                for (int predicted = 0; predicted < matrix.GetLength(1); predicted++)
                {
                    sum[actual, predicted] += matrix[actual, predicted];
                }
            }
        }

        return sum;
    }

    /// <summary>A table, a row a fold, and means and deviations below it. Lines end in a line feed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("fold        rows  loss        accuracy\n");
        foreach (FoldRun run in Runs)
        {
            string name = (run.Fold + 1).ToString(CultureInfo.InvariantCulture);
            text.Append(run.Test is { } test
                ? Line(name, test.Rows.ToString(CultureInfo.InvariantCulture), test.Loss, test.Accuracy)
                : FormattableString.Invariant($"{name,-9}  diverged in epoch {run.Divergence!.Epoch}, step {run.Divergence.Step}\n"));
        }

        if (MeanLoss is { } loss)
        {
            text.Append(Line("mean", "", loss, MeanAccuracy));
            text.Append(Line("deviation", "", Deviation(static evaluation => evaluation.Loss), Deviation(static evaluation => evaluation.Accuracy)));
        }

        return text.ToString();
    }

    private static string Line(string name, string rows, double? loss, double? accuracy) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-9}  {rows,5}  {loss,-10:G5}  {accuracy:F4}").TrimEnd() + "\n";

    private double[]? Figures(Func<Evaluation, double?> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        double?[] figures = [.. Runs.Select(run => run.Test is { } test ? figure(test) : null)];
        return figures.All(static value => value is not null) ? [.. figures.Select(static value => value!.Value)] : null;
    }
}
