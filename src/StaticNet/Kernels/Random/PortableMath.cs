namespace StaticNet.Kernels;

/// <summary>
/// The functions that normal draws, losses and schedules need, from correctly rounded operations alone: unlike those of
/// <see cref="Math"/>, which are the platform's, they give the same bits everywhere. Relative error about 1e-15.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.69314718055994530942;

    // ln 2 in two parts, the first of so few bits that its product with an exponent is exact (fdlibm).
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary><c>ln x</c> for a positive, normal <paramref name="x"/>; NaN and +∞ are returned.</summary>
    public static double Log(double x)
    {
        if (!double.IsFinite(x))
        {
            return x;
        }

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
        double series = 1.0 / 21 * square;
        series = (series + (1.0 / 19)) * square;
        series = (series + (1.0 / 17)) * square;
        series = (series + (1.0 / 15)) * square;
        series = (series + (1.0 / 13)) * square;
        series = (series + (1.0 / 11)) * square;
        series = (series + (1.0 / 9)) * square;
        series = (series + (1.0 / 7)) * square;
        series = (series + (1.0 / 5)) * square;
        series = (series + (1.0 / 3)) * square;

        return (n * Ln2) + (2 * (s + (s * series)));
    }

    /// <summary><c>eˣ</c>; NaN for NaN.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        // x = n·ln 2 + r with |r| at most ½·ln 2, and eʳ by its Taylor series.
        double n = Math.Round(Math.Clamp(x, -800, 800) / Ln2);
        double r = Math.Clamp(x, -800, 800) - (n * Ln2High) - (n * Ln2Low);
        double series = 1;
        for (int k = 15; k >= 1; k--)
        {
            series = 1 + (series * r / k);
        }

        return Math.ScaleB(series, (int)n);
    }

    /// <summary>
    /// <c>xʸ</c> for x of 0 or more and y from 0 to 2⁵³, by squaring for the whole part of y, whose error grows as y·2⁻⁵³, as that of x does.
    /// </summary>
    public static double Power(double x, double y)
    {
        double whole = Math.Floor(y);
        double result = y == whole ? 1 : x == 0 ? 0 : Exp((y - whole) * Log(x));
        double square = x;
        for (long n = (long)whole; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                result *= square;
            }

            square *= square;
        }

        return result;
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
