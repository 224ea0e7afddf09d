using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>Precision, recall and F1 of every class and of all, from how often which was taken for which.</summary>
public sealed class ClassificationReport
{
    private readonly IReadOnlyList<string> _names;

    private ClassificationReport(ClassCounts counts, IReadOnlyList<string> names, double accuracy)
    {
        _names = names;
        Accuracy = accuracy;
        Classes = [.. Enumerable.Range(0, counts.Classes).Select(counts.Of)];
        Macro = counts.Of(Average.Macro);
        Micro = counts.Of(Average.Micro);
        Weighted = counts.Of(Average.Weighted);
    }

    /// <summary>Fraction of rows classified rightly; NaN without rows.</summary>
    public double Accuracy { get; }

    /// <summary>Every class, in order.</summary>
    public IReadOnlyList<ClassScores> Classes { get; }

    /// <summary>The mean over classes that are met or predicted.</summary>
    public ClassScores Macro { get; }

    /// <summary>All decisions together: where every row has one class, all three figures are the accuracy.</summary>
    public ClassScores Micro { get; }

    /// <summary>The mean over classes, each counting by its support.</summary>
    public ClassScores Weighted { get; }

    /// <summary>The report of a confusion matrix.</summary>
    /// <param name="confusionMatrix">Counts <c>[actual, predicted]</c>.</param>
    /// <param name="classNames">What to call the classes; their numbers by default.</param>
    /// <exception cref="ArgumentException">The matrix is not square, holds a negative count, or there are not as many names as classes.</exception>
    public static ClassificationReport Of(int[,] confusionMatrix, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(confusionMatrix);
        int classes = confusionMatrix.GetLength(0);
        if (classes == 0 || confusionMatrix.GetLength(1) != classes)
        {
            throw new ArgumentException(
                $"Expected a square matrix, found {classes} rows and {confusionMatrix.GetLength(1)} columns.", nameof(confusionMatrix));
        }

        if (classNames is { Count: > 0 } && classNames.Count != classes)
        {
            throw new ArgumentException($"Expected a name for each of {classes} classes, found {classNames.Count} names.", nameof(classNames));
        }

        var counts = new ClassCounts(classes);
        long right = 0;
        long total = 0;
        for (int actual = 0; actual < classes; actual++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                int count = confusionMatrix[actual, predicted];
                if (count < 0)
                {
                    throw new ArgumentException(
                        $"Expected counts of at least 0, found {count} at [{actual}, {predicted}].", nameof(confusionMatrix));
                }

                counts.Add(actual, predicted, count);
                right += actual == predicted ? count : 0;
                total += count;
            }
        }

        string[] names = classNames is { Count: > 0 }
            ? [.. classNames]
            : [.. Enumerable.Range(0, classes).Select(static i => i.ToString(CultureInfo.InvariantCulture))];
        return new ClassificationReport(counts, names, (double)right / total);
    }

    /// <summary>A table of all classes and averages, as scikit-learn's <c>classification_report</c> prints it.</summary>
    public override string ToString()
    {
        (string Name, ClassScores Scores)[] lines =
        [
            .. _names.Zip(Classes), ("macro average", Macro), ("micro average", Micro), ("weighted average", Weighted),
        ];
        int width = lines.Max(static line => line.Name.Length);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{new string(' ', width)}  precision  recall      f1  support");
        foreach ((string name, ClassScores scores) in lines)
        {
            text.Append('\n').Append(name.PadLeft(width)).Append(
                CultureInfo.InvariantCulture, $"  {scores.Precision,9:F3}  {scores.Recall,6:F3}  {scores.F1,6:F3}  {scores.Support,7}");
        }

        return text.ToString();
    }
}
