using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>Values to compute with: of a usual size, never so small that arithmetic slows down.</summary>
internal static class RandomValues
{
    public static float[] Array(int length, int seed = 1)
    {
        var values = new float[length];
        Fill(values, seed);
        return values;
    }

    public static Arena Block(int length, int seed = 1)
    {
        var block = new Arena(length);
        Fill(block.Span, seed);
        return block;
    }

    public static int[] Labels(int count, int classes, int seed = 1)
    {
        var random = new Random(seed);
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(classes);
        }

        return labels;
    }

    private static void Fill(Span<float> values, int seed)
    {
        var random = new Random(seed);
        foreach (ref float value in values)
        {
            value = random.NextSingle() - 0.5f;
        }
    }
}
