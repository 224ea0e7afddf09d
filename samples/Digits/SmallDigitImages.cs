using StaticNet;

namespace Digits;

/// <summary>The 1797 images that the sample carries; Data/README.md says where they are from.</summary>
internal static class SmallDigitImages
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Data");

    /// <summary>Rows of 64 pixels of 0 to 16, in the order of the original, with labels 0 to 9.</summary>
    public static MemoryDataSet Load() => IdxFile.ReadDataSet(
        Path.Combine(_folder, "digits-images-idx3-ubyte.gz"), Path.Combine(_folder, "digits-labels-idx1-ubyte.gz"), classCount: 10);
}
