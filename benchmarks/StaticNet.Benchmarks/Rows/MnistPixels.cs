namespace StaticNet.Benchmarks;

/// <summary>Images of MNIST as networks take them that have no normaliser: pixels from 0 to 1, most of them 0.</summary>
internal static class MnistPixels
{
    /// <summary>The first <paramref name="count"/> images, row-major.</summary>
    public static float[] Of(MemoryDataSet images, int count)
    {
        float[] pixels = new float[count * images.FeatureCount];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> image = images.Row(row);
            for (int i = 0; i < image.Length; i++)
            {
                pixels[(row * image.Length) + i] = image[i] / 255;
            }
        }

        return pixels;
    }

    /// <summary>All images with their labels.</summary>
    public static MemoryDataSet Scaled(MemoryDataSet images) =>
        DataSet.FromArrays(Of(images, images.Count), images.FeatureCount, images.Labels.ToArray(), images.ClassCount);
}
