namespace StaticNet.Tests.Kernels;

/// <summary>Single-precision arguments for tests of functions.</summary>
internal static class Floats
{
    /// <summary>Arguments at which functions go wrong: signed zeros, infinities, NaN, subnormals and the ends of the exponential.</summary>
    public static readonly float[] Awkward =
    [
        0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f,
        1.17549421e-38f, 1.17549435e-38f, -1.17549435e-38f, float.MaxValue, float.MinValue, 1e-20f, -1e-20f, 1e-7f, -1e-7f,
        0.5f, -0.5f, 1f, -1f, 3f, -3f, 6f, -6f, 9.02f, -9.02f, 14.2f, -14.2f, 17.4f, -17.4f, 20f, -20f, 88f, -88f, 88.7228317f, 88.7228394f,
        -87.3365479f, -88.7228394f, 89f, -89f, -103.97f, -103.98f, 104f, -104f, -150f, 150f, 1e4f, -1e4f,
    ];

    /// <summary>
    /// <see cref="Awkward"/>, an even grid from −110 to 110, and every float whose bits are a multiple of <paramref name="step"/>: all
    /// magnitudes and both signs, evenly on a logarithmic scale. Filled up to a multiple of 16.
    /// </summary>
    public static float[] Sweep(uint step)
    {
        var values = new List<float>(Awkward);
        for (int i = -8000; i <= 8000; i++)
        {
            values.Add(i * 0.01375f);
        }

        for (ulong bits = 0; bits <= uint.MaxValue; bits += step)
        {
            values.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        }

        while (values.Count % 16 != 0)
        {
            values.Add(1f);
        }

        return [.. values];
    }
}
