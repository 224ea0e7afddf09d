using StaticNet;

namespace BatchNormExperiments;

/// <summary>Rows of a data set as one array.</summary>
internal static class Rows
{
    /// <summary>The features of the first rows, <c>[count, features]</c>.</summary>
    public static float[] First(MemoryDataSet data, int count) => At(data, [.. Enumerable.Range(0, Math.Min(count, data.Count))]);

    /// <summary>The features of the given rows, <c>[rows, features]</c>.</summary>
    public static float[] At(MemoryDataSet data, int[] rows)
    {
        var features = new float[rows.Length * data.FeatureCount];
        for (int i = 0; i < rows.Length; i++)
        {
            data.Row(rows[i]).CopyTo(features.AsSpan(i * data.FeatureCount));
        }

        return features;
    }
}
