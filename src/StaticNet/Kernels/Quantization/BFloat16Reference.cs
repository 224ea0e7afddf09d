namespace StaticNet.Kernels;

/// <summary>What <see cref="BFloat16Product"/> packs and computes, plainly: row-major, every candidate tried, sums in double.</summary>
internal static class BFloat16Reference
{
    /// <summary>The nearest single whose lower 16 bits are zero; of two equally near the one with the even last bit.</summary>
    public static float RoundLower(float value)
    {
        if (!float.IsFinite(value))
        {
            return value;
        }

        uint bits = BitConverter.SingleToUInt32Bits(value) & 0xFFFF_0000;
        double towardZero = BitConverter.UInt32BitsToSingle(bits);
        float next = BitConverter.UInt32BitsToSingle(bits + 0x1_0000);

        // Where the next number would be the first that is too large, its value as if the range went on decides.
        double awayFromZero = float.IsFinite(next) ? next : Math.CopySign(Math.Pow(2, 128), value);
        double below = Math.Abs(value - towardZero);
        double above = Math.Abs(awayFromZero - value);
        bool isEven = (bits & 0x1_0000) == 0;
        return below < above || (below == above && isEven) ? (float)towardZero : next;
    }

    /// <summary>The nearest normal single whose lower 16 bits are those of <paramref name="lower"/>, rounded.</summary>
    public static float RoundUpper(float value, float lower)
    {
        uint end = BitConverter.SingleToUInt32Bits(RoundLower(lower)) >> 16;
        float nearest = float.PositiveInfinity;
        for (uint upper = 0; upper <= 0xFFFF; upper++)
        {
            float candidate = BitConverter.UInt32BitsToSingle((upper << 16) | end);
            bool isNearer = Math.Abs((double)candidate - value) < Math.Abs((double)nearest - value);
            nearest = float.IsNormal(candidate) && isNearer ? candidate : nearest;
        }

        return nearest;
    }
}
