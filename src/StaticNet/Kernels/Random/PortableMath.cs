namespace StaticNet.Kernels;

/// <summary>
/// The functions that normal draws need, from correctly rounded operations alone: unlike those of <see cref="Math"/>, which are the
/// platform's, they give the same bits everywhere. Relative error about 1e-15.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary><c>ln x</c> for a positive, normal <paramref name="x"/>.</summary>
    public static double Log(double x)
    {
        // x = m·2ⁿ with m in [√½, √2), and ln m = 2·artanh s with s = (m − 1)/(m + 1), by its Taylor series; |s| < 0.172.
        long bits = BitConverter.DoubleToInt64Bits(x);
        int n = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            n++;
        }

        double s = (m - 1) / (m + 1);
        double square = s * s;
        double series = 0;
        for (int k = 21; k >= 3; k -= 2)
        {
            series = (series + (1.0 / k)) * square;
        }

        return (n * Ln2) + (2 * (s + (s * series)));
    }

    /// <summary>Sine and cosine of <c>2π·turn</c>, for <paramref name="turn"/> in [0, 1).</summary>
    public static (double Sine, double Cosine) SineCosineOfTurn(double turn)
    {
        // To the nearest quarter turn, exactly; the rest, at most π/4, by Taylor series.
        double quarter = Math.Round(4 * turn);
        double angle = ((4 * turn) - quarter) * (Math.PI / 2);
        double square = angle * angle;
        double sine = 1;
        double cosine = 1;
        for (int k = 16; k >= 2; k -= 2)
        {
            sine = 1 - (sine * square / (k * (k + 1)));
            cosine = 1 - (cosine * square / (k * (k - 1)));
        }

        sine *= angle;
        return ((int)quarter % 4) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }
}
