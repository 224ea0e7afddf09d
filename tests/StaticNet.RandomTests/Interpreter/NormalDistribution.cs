namespace StaticNet.RandomTests.Interpreter;

/// <summary>The distribution function of the normal distribution, to some 13 digits of its own size.</summary>
internal static class NormalDistribution
{
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary><c>Φ(x)</c>.</summary>
    public static double Probability(double x)
    {
        double tail = Math.Abs(x) < 3 ? 0.5 - CentralPart(Math.Abs(x)) : Tail(Math.Abs(x));
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary><c>Φ(x) − 1/2 = φ(x)·(x + x³/3 + x⁵/(3·5) + ...)</c>; all terms have one sign.</summary>
    private static double CentralPart(double x)
    {
        double term = x;
        double sum = x;
        for (int i = 3; term > sum * 1e-17; i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return Density(x) * sum;
    }

    /// <summary><c>1 − Φ(x) = φ(x)/(x + 1/(x + 2/(x + 3/(x + ...))))</c>, Laplace's continued fraction.</summary>
    private static double Tail(double x)
    {
        double fraction = x;
        for (int i = 200; i > 0; i--)
        {
            fraction = x + (i / fraction);
        }

        return Density(x) / fraction;
    }
}
