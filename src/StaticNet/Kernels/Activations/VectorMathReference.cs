namespace StaticNet.Kernels;

/// <summary>What <see cref="VectorMath"/> computes, in double and accurate to about 1e-15; NaN gives NaN.</summary>
internal static class VectorMathReference
{
    public static double Exp(double x) => Math.Exp(x);

    public static double Log(double x) => Math.Log(x);

    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary><c>eˣ − 1</c>; Kahan's quotient undoes the rounding of eˣ.</summary>
    public static double ExpMinusOne(double x)
    {
        double power = Math.Exp(x);
        if (power == 1)
        {
            return x;
        }

        double difference = power - 1;
        return difference == -1 || double.IsInfinity(power) ? difference : difference * (x / Math.Log(power));
    }

    /// <summary><c>ln(1 + x)</c>; Kahan's quotient undoes the rounding of 1 + x.</summary>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    public static double NormalDensity(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>
    /// The upper tail of the standard normal distribution for x ≥ 0: up to 3 one half minus the Taylor series
    /// <c>φ(x)·(x + x³/3 + x⁵/(3·5) + …)</c>, beyond it Laplace's continued fraction <c>φ(x)/(x + 1/(x + 2/(x + 3/(x + …))))</c>.
    /// </summary>
    public static double NormalTail(double x)
    {
        if (x < 3)
        {
            double term = x;
            double series = 0;
            for (int k = 3; Math.Abs(term) > 1e-18; k += 2)
            {
                series += term;
                term *= x * x / k;
            }

            return 0.5 - (NormalDensity(x) * series);
        }

        double fraction = x;
        for (int k = 60; k >= 1; k--)
        {
            fraction = x + (k / fraction);
        }

        return NormalDensity(x) / fraction;
    }
}
