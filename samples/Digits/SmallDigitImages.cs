using StaticNet;

namespace Digits;

/// <summary>The 1797 images that the sample carries; Data/README.md says where they are from.</summary>
internal static class SmallDigitImages
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data");

    /// <summary>Rows of 64 pixels of 0 to 16, in the order of the original, with labels 0 to 9.</summary>
    public static MemoryDataSet Load() => IdxFile.ReadDataSet(
        Path.Combine(Folder, "digits-images-idx3-ubyte.gz"), Path.Combine(Folder, "digits-labels-idx1-ubyte.gz"), classCount: 10);
}
