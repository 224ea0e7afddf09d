namespace StaticNet.Tests.Kernels;

/// <summary>Sizes on both sides of every vector, panel and tile.</summary>
public static class AwkwardSizes
{
    public static readonly int[] All = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 129, 257];

    public static TheoryData<int> Theory => [.. All];
}
