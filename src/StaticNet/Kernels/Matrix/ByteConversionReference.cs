namespace StaticNet.Kernels;

/// <summary>What <see cref="ByteConversion"/> computes, plainly.</summary>
internal static class ByteConversionReference
{
    public static void ToSingle(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = source[i];
        }
    }
}
