namespace StaticNet.RandomTests.Interpreter;

/// <summary>
/// What single precision does to a result, by chance: Monte Carlo arithmetic (Parker, "Monte Carlo arithmetic: exploiting randomness in
/// floating-point arithmetic", 1997) at the level of layers. Each value that the compiled network rounds is moved up or down by
/// up to 2⁻²³, twice the rounding unit of a float, times the scale of the terms it was made of. How far that moves a later result says how
/// far rounding may, whatever lies between: cancellation, small variances, depth.
/// </summary>
internal sealed class Rounding
{
    public const double Unit = 1.0 / (1 << 23);

    private ulong _state;

    private Rounding(ulong state) => _state = state;

    /// <summary>No rounding: plain double precision.</summary>
    public static Rounding None { get; } = new(0);

    public bool IsNone => _state == 0;

    public static Rounding Draw(int seed) => new(((ulong)(uint)seed * 0x9E3779B97F4A7C15) | 1);

    /// <summary>Scale of the rounding of a sum whose terms are summed in single precision 32 at a time, and in double from there.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="squares">The sum of the terms' squares: how far partial sums wander if signs are mixed.</param>
    /// <param name="terms">The number of terms.</param>
    public static double ScaleOfSum(double sum, double squares, int terms) =>
        Math.Sqrt(Math.Min(terms, 32)) * (Math.Sqrt(squares) + Math.Abs(sum));

    /// <summary>The value as rounding may leave it.</summary>
    public double Apply(double value, double scale)
    {
        if (_state == 0)
        {
            return value;
        }

        // Marsaglia's xorshift. Not only the sign is drawn: two equal amounts would cancel every other time.
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        double size = 0.5 + ((_state >> 11) * (0.5 / (1UL << 53)));
        return value + ((_state & 1) == 0 ? scale * size * Unit : -scale * size * Unit);
    }
}
