namespace StaticNet;

/// <summary>
/// Divides row indices at random, for data of any kind: <see cref="MemoryDataSet"/> has the same divisions of its rows. The seed alone decides them.
/// </summary>
public static class Partition
{
    /// <summary>
    /// Divides rows into three parts that have no row in common; inside a part they are in random order. Every part has its share of the rows exactly (rounded
    /// by the method of the largest remainder), and so of each class (within one row, the validation and test parts within two).
    /// </summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="train">Share of the training part, above 0.</param>
    /// <param name="validation">Share of the validation part; with 0 it is empty.</param>
    /// <param name="test">Share of the test part; with 0 it is empty. The three shares add up to 1.</param>
    /// <param name="seed">Decides the division.</param>
    /// <param name="classes">The class of each row, from 0, to keep the classes' proportions in each part; empty: there are no classes.</param>
    /// <exception cref="ArgumentException">
    /// The shares do not add up to 1, a share is so small that its part has no row, or there is not a class a row.
    /// </exception>
    public static RowSplit Split(int count, double train, double validation, double test, ulong seed, ReadOnlySpan<int> classes = default)
    {
        CheckClasses(classes, count);
        int[] sizes = Sizes(count, train, validation, test);
        int[] perClass = CountPerClass(classes, count);
        int[] trainPerClass = Apportion(sizes[0], perClass);
        int[] restPerClass = Subtract(perClass, trainPerClass);
        int[] validationPerClass = Apportion(sizes[1], restPerClass);

        int[] rows = Indices(count);
        RowOrder.Shuffle(rows, seed, RowOrder.StreamOfSplit(0));
        var parts = (Train: new List<int>(sizes[0]), Validation: new List<int>(sizes[1]), Test: new List<int>(sizes[2]));
        foreach (int row in rows)
        {
            int label = classes.IsEmpty ? 0 : classes[row];
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

        return new RowSplit(Shuffled(parts.Train, seed, 1), Shuffled(parts.Validation, seed, 2), Shuffled(parts.Test, seed, 3));
    }

    /// <summary>
    /// Divides rows into three parts, all rows of a group in the same. Groups come in random order, and each goes to the part that lacks the largest share of
    /// its rows by then.
    /// </summary>
    /// <typeparam name="TGroup">What tells groups apart, such as a number or a name.</typeparam>
    /// <param name="groups">The group of each row.</param>
    /// <param name="train">Share of the training part, above 0.</param>
    /// <param name="validation">Share of the validation part; with 0 it is empty.</param>
    /// <param name="test">Share of the test part; with 0 it is empty. The three shares add up to 1.</param>
    /// <param name="seed">Decides the division.</param>
    /// <exception cref="ArgumentException">The shares do not add up to 1, or there are fewer groups than parts.</exception>
    public static RowSplit SplitByGroup<TGroup>(IReadOnlyList<TGroup> groups, double train, double validation, double test, ulong seed)
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(groups);
        int[] sizes = Sizes(groups.Count, train, validation, test);
        List<int>[] rowsOf = RowsPerGroup(groups);
        int wanted = sizes.Count(static size => size > 0);
        if (rowsOf.Length < wanted)
        {
            throw new ArgumentException($"Expected at least {wanted} groups, one a part, found {rowsOf.Length}.", nameof(groups));
        }

        List<int>[] parts = [[], [], []];
        foreach (List<int> rows in InRandomOrder(rowsOf, seed))
        {
            int next = Enumerable.Range(0, parts.Length).Where(part => sizes[part] > 0)
                .MinBy(part => (double)parts[part].Count / sizes[part]);
            parts[next].AddRange(rows);
        }

        return new RowSplit(Shuffled(parts[0], seed, 1), Shuffled(parts[1], seed, 2), Shuffled(parts[2], seed, 3));
    }

    /// <summary>
    /// Divides rows into as many parts as there are folds, each of which one fold holds back. Their sizes differ by one row at most, and so do, of each class,
    /// their numbers of rows.
    /// </summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="folds">Number of folds, from 2 to the number of rows.</param>
    /// <param name="seed">Decides the division.</param>
    /// <param name="classes">The class of each row, from 0, to keep the classes' proportions in each part; empty: there are no classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or more than rows.</exception>
    /// <exception cref="ArgumentException">There is not a class a row.</exception>
    public static IReadOnlyList<RowFold> Folds(int count, int folds, ulong seed, ReadOnlySpan<int> classes = default)
    {
        CheckClasses(classes, count);
        CheckFolds(folds, count, "rows");
        int[] rows = Indices(count);
        RowOrder.Shuffle(rows, seed, RowOrder.StreamOfSplit(0));

        // Dealt out like cards, class by class: no part gets two rows more of a class than another, nor of all.
        int[] labels = classes.ToArray();
        int[] dealt = labels.Length == 0 ? rows : [.. rows.OrderBy(row => labels[row])];
        var part = new int[count];
        for (int i = 0; i < dealt.Length; i++)
        {
            part[dealt[i]] = i % folds;
        }

        return ToFolds(rows, part, folds);
    }

    /// <summary>
    /// <see cref="Folds"/>, all rows of a group in one part. From the largest group on, each goes to the part that has the fewest rows by then; groups of one
    /// size come in random order.
    /// </summary>
    /// <typeparam name="TGroup">What tells groups apart, such as a number or a name.</typeparam>
    /// <param name="groups">The group of each row.</param>
    /// <param name="folds">Number of folds, from 2 to the number of groups.</param>
    /// <param name="seed">Decides the division.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or more than groups.</exception>
    public static IReadOnlyList<RowFold> FoldsByGroup<TGroup>(IReadOnlyList<TGroup> groups, int folds, ulong seed)
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(groups);
        List<int>[] rowsOf = RowsPerGroup(groups);
        CheckFolds(folds, rowsOf.Length, "groups");
        var part = new int[groups.Count];
        var size = new int[folds];
        foreach (List<int> rows in InRandomOrder(rowsOf, seed).OrderByDescending(static rows => rows.Count))
        {
            int smallest = Array.IndexOf(size, size.Min());
            size[smallest] += rows.Count;
            foreach (int row in rows)
            {
                part[row] = smallest;
            }
        }

        int[] order = Indices(groups.Count);
        RowOrder.Shuffle(order, seed, RowOrder.StreamOfSplit(0));
        return ToFolds(order, part, folds);
    }

    private static RowFold[] ToFolds(int[] order, int[] part, int folds) =>
    [
        .. Enumerable.Range(0, folds).Select(fold =>
            new RowFold([.. order.Where(row => part[row] != fold)], [.. order.Where(row => part[row] == fold)])),
    ];

    private static List<int>[] RowsPerGroup<TGroup>(IReadOnlyList<TGroup> groups)
        where TGroup : notnull
    {
        var rowsOf = new Dictionary<TGroup, List<int>>();
        var inOrder = new List<List<int>>();
        for (int row = 0; row < groups.Count; row++)
        {
            if (!rowsOf.TryGetValue(groups[row], out List<int>? rows))
            {
                rowsOf[groups[row]] = rows = [];
                inOrder.Add(rows);
            }

            rows.Add(row);
        }

        return [.. inOrder];
    }

    private static IEnumerable<List<int>> InRandomOrder(List<int>[] groups, ulong seed)
    {
        int[] order = Indices(groups.Length);
        RowOrder.Shuffle(order, seed, RowOrder.StreamOfSplit(4));
        return order.Select(group => groups[group]);
    }

    private static void CheckClasses(ReadOnlySpan<int> classes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!classes.IsEmpty && classes.Length != count)
        {
            throw new ArgumentException($"Expected a class for each of {count} rows, found {classes.Length}.", nameof(classes));
        }

        if (!classes.IsEmpty && classes.IndexOfAnyInRange(int.MinValue, -1) is >= 0 and int row)
        {
            throw new ArgumentException($"Row {row}: expected a class of 0 or more, found {classes[row]}.", nameof(classes));
        }
    }

    private static void CheckFolds(int folds, int most, string of)
    {
        if (folds < 2 || folds > most)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), folds, $"Expected from 2 to {most} folds, as many as there are {of} at most; found {folds}.");
        }
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
