namespace StaticNet;

/// <summary>Whether a data set can train or judge a network.</summary>
internal static class DataRequirements
{
    /// <summary>Checks widths, labels and targets against the network.</summary>
    /// <exception cref="ArgumentException">They do not fit; the message says what was expected and what came.</exception>
    public static void Check(NetworkLayout layout, DataSet data, string argument)
    {
        CheckFeatures(layout, data, argument);
        if (!data.HasLabels)
        {
            Require(
                data.TargetCount == layout.OutputSize, argument,
                $"{layout.Name} gives {layout.OutputSize} values a sample; the data set has {data.TargetCount} targets a row.");
            return;
        }

        bool binary = layout.Loss == LossKind.BinaryCrossEntropy;
        Require(
            binary || layout.Loss.IsOfClasses(), argument,
            $"{layout.Name} trains with {layout.Loss}, which takes {layout.OutputSize} targets a row; the data set has labels.");
        Require(
            layout.OutputRows == 1 && (!binary || layout.OutputSize == 1), argument,
            $"{layout.Name} gives [{string.Join(", ", layout.OutputShape)}] values a sample, and a row has one label: "
            + $"give {layout.OutputSize} targets a row.");
        int classes = binary ? 2 : layout.OutputSize;
        Require(
            data.ClassCount <= classes, argument,
            $"{layout.Name} tells {classes} classes apart; the data set has {data.ClassCount}.");
    }

    /// <summary>Checks the width alone, all that fitting a normaliser needs.</summary>
    /// <exception cref="ArgumentException">It does not fit; the message says what was expected and what came.</exception>
    public static void CheckFeatures(NetworkLayout layout, DataSet data, string argument)
    {
        Require(
            data.FeatureCount == layout.InputSize, argument,
            $"{layout.Name} takes {layout.InputSize} values a sample; the data set has {data.FeatureCount} features a row.");
        if (data.RowCount == 0)
        {
            throw NoRows(argument);
        }
    }

    /// <summary>Refuses labels of the same classes in another order: they would be learnt, or judged, as others.</summary>
    /// <param name="owner">Who has the classes.</param>
    /// <param name="classNames">Names of the classes; none if unknown.</param>
    /// <param name="data">The data, whose names may be other ones altogether.</param>
    /// <param name="argument">The data's place among the arguments.</param>
    /// <exception cref="ArgumentException">The order differs.</exception>
    public static void CheckClasses(string owner, IReadOnlyList<string> classNames, DataSet data, string argument)
    {
        StringComparer ignoringCase = StringComparer.OrdinalIgnoreCase;
        bool reordered = !classNames.SequenceEqual(data.ClassNames, ignoringCase)
            && classNames.Order(ignoringCase).SequenceEqual(data.ClassNames.Order(ignoringCase), ignoringCase);
        Require(
            !reordered, argument,
            $"{owner} has the classes {string.Join(", ", classNames)} in this order; "
            + $"the data set has {string.Join(", ", data.ClassNames)}, so its labels mean others.");
    }

    /// <summary>What to throw where there is nothing to train on.</summary>
    public static ArgumentException NoRows(string argument) => new("The data set has no rows, or none that fill a batch.", argument);

    private static void Require(bool condition, string argument, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message, argument);
        }
    }
}
