namespace StaticNet;

/// <summary>Divides row indices at random into a training, a validation and a test part.</summary>
internal static class Partition
{
    /// <param name="labels">The class of each row, to keep the classes' proportions in each part; empty: there are no classes.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="train">Share of the training part.</param>
    /// <param name="validation">Share of the validation part.</param>
    /// <param name="test">Share of the test part.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static (int[] Train, int[] Validation, int[] Test) Draw(
        ReadOnlySpan<int> labels, int count, double train, double validation, double test, ulong seed)
    {
        int[] sizes = Sizes(count, train, validation, test);
        int[] perClass = CountPerClass(labels, count);
        int[] trainPerClass = Apportion(sizes[0], perClass);
        int[] restPerClass = Subtract(perClass, trainPerClass);
        int[] validationPerClass = Apportion(sizes[1], restPerClass);

        int[] rows = Indices(count);
        RowOrder.Shuffle(rows, seed, RowOrder.StreamOfSplit(0));
        var parts = (Train: new List<int>(sizes[0]), Validation: new List<int>(sizes[1]), Test: new List<int>(sizes[2]));
        foreach (int row in rows)
        {
            int label = labels.IsEmpty ? 0 : labels[row];
            if (trainPerClass[label]-- > 0)
            {
                parts.Train.Add(row);
            }
            else if (validationPerClass[label]-- > 0)
            {
                parts.Validation.Add(row);
            }
            else
            {
                parts.Test.Add(row);
            }
        }

        return (Shuffled(parts.Train, seed, 1), Shuffled(parts.Validation, seed, 2), Shuffled(parts.Test, seed, 3));
    }

    private static int[] Sizes(int count, double train, double validation, double test)
    {
        double[] shares = [train, validation, test];
        string[] names = [nameof(train), nameof(validation), nameof(test)];
        for (int part = 0; part < shares.Length; part++)
        {
            if (!(shares[part] >= 0 && shares[part] <= 1))
            {
                throw new ArgumentOutOfRangeException(names[part], shares[part], "Expected a share from 0 to 1.");
            }
        }

        if (train == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(train), train, "Expected a share above 0.");
        }

        if (Math.Abs(train + validation + test - 1) > 1e-6)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Expected three shares that add up to 1, found {train} + {validation} + {test} = {train + validation + test}."));
        }

        int[] sizes = [.. shares.Select(share => (int)(count * share))];
        IEnumerable<int> byRemainder = Enumerable.Range(0, sizes.Length).OrderByDescending(part => (count * shares[part]) - sizes[part]);
        foreach (int part in byRemainder.Take(count - sizes.Sum()))
        {
            sizes[part]++;
        }

        for (int part = 0; part < sizes.Length; part++)
        {
            if (sizes[part] == 0 && shares[part] > 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Expected at least one row in each part, found a share of {shares[part]} of {count} rows."),
                    names[part]);
            }
        }

        return sizes;
    }

    private static int[] CountPerClass(ReadOnlySpan<int> labels, int count)
    {
        if (labels.IsEmpty)
        {
            return [count];
        }

        int highest = 0;
        foreach (int label in labels)
        {
            highest = Math.Max(highest, label);
        }

        var perClass = new int[highest + 1];
        foreach (int label in labels)
        {
            perClass[label]++;
        }

        return perClass;
    }

    /// <summary>Divides seats in proportion to weights by the method of the largest remainder, ties to the first.</summary>
    private static int[] Apportion(int seats, int[] weights)
    {
        long total = Math.Max(1, weights.Sum(weight => (long)weight));
        int[] result = [.. weights.Select(weight => (int)((long)weight * seats / total))];
        IEnumerable<int> byRemainder = Enumerable.Range(0, weights.Length).OrderByDescending(i => (long)weights[i] * seats % total);
        foreach (int i in byRemainder.Take(seats - result.Sum()))
        {
            result[i]++;
        }

        return result;
    }

    private static int[] Subtract(int[] from, int[] values) => [.. from.Zip(values, (a, b) => a - b)];

    private static int[] Indices(int count) => [.. Enumerable.Range(0, count)];

    private static int[] Shuffled(List<int> rows, ulong seed, int part)
    {
        int[] shuffled = [.. rows];
        RowOrder.Shuffle(shuffled, seed, RowOrder.StreamOfSplit(part));
        return shuffled;
    }
}
