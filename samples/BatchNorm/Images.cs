using StaticNet;

namespace BatchNormExperiments;

/// <summary>Handwritten digits of 28 x 28 pixels, which most experiments train on.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Raw">Pixels of 0 to 255.</param>
/// <param name="Scaled">The same images in the same order, pixels of 0 to 1.</param>
/// <param name="IsMnist">Whether they are many enough for the published settings.</param>
internal sealed record Images(string Name, DataSplit Raw, DataSplit Scaled, bool IsMnist)
{
    /// <summary>Pixels of a side.</summary>
    public const int Side = 28;

    private const float Ink = 255;
    private const int CarriedSide = 8;
    private const float CarriedInk = 16;
    private const int Enlargement = 3;
    private const int Margin = (Side - (CarriedSide * Enlargement)) / 2;

    /// <summary>MNIST: 48,000 rows to train, 12,000 to validate, 10,000 to test.</summary>
    public static Images FromMnist(string folder)
    {
        var mnist = Mnist.Load(folder);
        var raw = new DataSplit(mnist.Train, mnist.Validation, mnist.Test);
        return new Images("MNIST, 48,000 images to train, 12,000 to validate, 10,000 to test", raw, ScaledPixels(raw), IsMnist: true);
    }

    /// <summary>
    /// The 1,797 digits that the samples carry, each of their 8 x 8 pixels enlarged to 3 x 3, so that the same networks take them as take MNIST.
    /// </summary>
    public static Images Carried()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Data");
        MemoryDataSet digits = IdxFile.ReadDataSet(
            Path.Combine(folder, "digits-images-idx3-ubyte.gz"), Path.Combine(folder, "digits-labels-idx1-ubyte.gz"), classCount: 10);
        var pixels = new float[digits.Count * Side * Side];
        for (int row = 0; row < digits.Count; row++)
        {
            Enlarge(digits.Row(row), pixels.AsSpan(row * Side * Side, Side * Side));
        }

        MemoryDataSet enlarged = DataSet.FromArrays(pixels, Side * Side, digits.Labels.ToArray(), 10);
        DataSplit raw = enlarged.Split(train: 0.64, validation: 0.16, test: 0.2, seed: 1);
        return new Images(
            $"1,797 handwritten digits of 8 x 8 pixels, enlarged: {raw.Train.Count:N0} to train, {raw.Validation.Count} to validate, {raw.Test.Count} to test",
            raw, ScaledPixels(raw), IsMnist: false);
    }

    private static void Enlarge(ReadOnlySpan<float> small, Span<float> large)
    {
        for (int y = 0; y < CarriedSide * Enlargement; y++)
        {
            for (int x = 0; x < CarriedSide * Enlargement; x++)
            {
                large[((y + Margin) * Side) + x + Margin] = small[(y / Enlargement * CarriedSide) + (x / Enlargement)] * (Ink / CarriedInk);
            }
        }
    }

    private static DataSplit ScaledPixels(DataSplit raw) => new(ScaledPixels(raw.Train), ScaledPixels(raw.Validation), ScaledPixels(raw.Test));

    private static MemoryDataSet ScaledPixels(MemoryDataSet raw)
    {
        var scaled = new float[raw.Count * raw.FeatureCount];
        for (int row = 0; row < raw.Count; row++)
        {
            ReadOnlySpan<float> pixels = raw.Row(row);
            for (int i = 0; i < pixels.Length; i++)
            {
                scaled[(row * pixels.Length) + i] = pixels[i] / Ink;
            }
        }

        return DataSet.FromArrays(scaled, raw.FeatureCount, raw.Labels.ToArray(), raw.ClassCount);
    }
}
