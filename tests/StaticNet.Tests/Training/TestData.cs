namespace StaticNet.Tests.Training;

/// <summary>Small data sets made of nothing.</summary>
internal static class TestData
{
    /// <summary>Rows of two features: the row's number, and 1. Labels alternate between 0 and 1.</summary>
    public static MemoryDataSet Numbered(int rows) =>
        DataSet.FromArrays(
            [.. Enumerable.Range(0, rows * 2).Select(static i => i % 2 == 0 ? i / 2 : 1f)], 2,
            [.. Enumerable.Range(0, rows).Select(static i => i % 2)], 2);

    /// <summary>Three classes of points in the plane, around corners of a triangle.</summary>
    public static MemoryDataSet Clusters(int rows, int seed = 1)
    {
        var random = new Random(seed);
        (float X, float Y)[] centers = [(0, 2), (2, -1), (-2, -1)];
        var features = new float[rows * 2];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            labels[row] = random.Next(3);
            features[row * 2] = centers[labels[row]].X + (random.NextSingle() - 0.5f);
            features[(row * 2) + 1] = centers[labels[row]].Y + (random.NextSingle() - 0.5f);
        }

        return DataSet.FromArrays(features, 2, labels, 3);
    }

    /// <summary><c>y = 2·x₀ − x₁ + 0.5</c> on random points.</summary>
    public static MemoryDataSet Line(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var features = new float[rows * 2];
        var targets = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            features[row * 2] = random.NextSingle();
            features[(row * 2) + 1] = random.NextSingle();
            targets[row] = (2 * features[row * 2]) - features[(row * 2) + 1] + 0.5f;
        }

        return DataSet.FromArrays(features, 2, targets, 1);
    }
}
