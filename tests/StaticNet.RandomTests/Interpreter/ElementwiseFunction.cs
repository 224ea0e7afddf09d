namespace StaticNet.RandomTests.Interpreter;

/// <summary>A function of one value with its derivative.</summary>
/// <param name="Value">The function.</param>
/// <param name="Slope">The derivative, on the piece that the second argument counts from the left.</param>
internal sealed record ElementwiseFunction(Func<double, double> Value, Func<double, int, double> Slope)
{
    /// <summary>Where the derivative jumps.</summary>
    public double[] Kinks { get; private init; } = [];

    /// <summary>The piece that a value lies on. A kink belongs to the piece on its left unless given.</summary>
    public Func<double, int> Piece { get; private init; } = static _ => 0;

    /// <summary>Scale of the value's rounding, by argument and value; the value's own unless given.</summary>
    public Func<double, double, double> ValueScale { get; private init; } = static (_, y) => Math.Abs(y);

    /// <summary>Scale of the derivative's rounding, by value and derivative; the derivative's own unless given.</summary>
    public Func<double, double, double> SlopeScale { get; private init; } = static (_, slope) => Math.Abs(slope);

    /// <summary><c>max(x, 0)</c>.</summary>
    public static ElementwiseFunction Relu { get; } = new(static x => Math.Max(x, 0), static (_, piece) => piece)
    {
        Kinks = [0],
        Piece = static x => x > 0 ? 1 : 0,
        ValueScale = static (_, _) => 0,
        SlopeScale = static (_, _) => 0,
    };

    /// <summary><c>min(max(x, 0), 6)</c>; the derivative at 6 is 0.</summary>
    public static ElementwiseFunction Relu6 { get; } = new(static x => Math.Clamp(x, 0, 6), static (_, piece) => piece == 1 ? 1 : 0)
    {
        Kinks = [0, 6],
        Piece = static x => x >= 6 ? 2 : x > 0 ? 1 : 0,
        ValueScale = static (_, _) => 0,
        SlopeScale = static (_, _) => 0,
    };

    /// <summary><c>min(max(x, low), high)</c>; the derivative at both ends is 0.</summary>
    public static ElementwiseFunction Clip(double low, double high) => new(x => Math.Clamp(x, low, high), static (_, piece) => piece == 1 ? 1 : 0)
    {
        Kinks = [low, high],
        Piece = x => x >= high ? 2 : x > low ? 1 : 0,
        ValueScale = static (_, _) => 0,
        SlopeScale = static (_, _) => 0,
    };

    /// <summary><c>ln(x + offset)</c>.</summary>
    public static ElementwiseFunction Log(double offset) => new(x => Math.Log(x + offset), (x, _) => 1 / (x + offset))
    {
        ValueScale = static (_, y) => 1 + Math.Abs(y),
        SlopeScale = static (_, slope) => 2 * Math.Abs(slope),
    };

    /// <summary><c>x·Φ(x)</c>.</summary>
    public static ElementwiseFunction Gelu { get; } = new(
        static x => x * NormalDistribution.Probability(x),
        static (x, _) => NormalDistribution.Probability(x) + (x * NormalDistribution.Density(x)))
    {
        SlopeScale = static (_, _) => 1,
    };

    /// <summary><c>x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2</c>.</summary>
    public static ElementwiseFunction GeluTanh { get; } = new(
        static x => x * LogisticOf(2 * GeluArgument(x)),
        static (x, _) =>
        {
            double gate = LogisticOf(2 * GeluArgument(x));
            return gate + (x * 2 * gate * (1 - gate) * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x)));
        })
    {
        SlopeScale = static (_, _) => 1,
    };

    /// <summary><c>x/(1 + e⁻ˣ)</c>.</summary>
    public static ElementwiseFunction Silu { get; } = new(
        static x => x * LogisticOf(x),
        static (x, _) => LogisticOf(x) * (1 + (x * LogisticOf(-x))))
    {
        SlopeScale = static (_, _) => 1,
    };

    /// <summary><c>x·tanh(ln(1 + eˣ))</c>.</summary>
    public static ElementwiseFunction Mish { get; } = new(
        static x => x * Math.Tanh(SoftplusOf(x)),
        static (x, _) =>
        {
            double gate = Math.Tanh(SoftplusOf(x));
            return gate + (x * (1 - (gate * gate)) * LogisticOf(x));
        })
    {
        SlopeScale = static (_, _) => 1,
    };

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    public static ElementwiseFunction Softplus { get; } = new(SoftplusOf, static (x, _) => LogisticOf(x));

    /// <summary><c>x/(1 + |x|)</c>.</summary>
    public static ElementwiseFunction Softsign { get; } = new(
        static x => x / (1 + Math.Abs(x)),
        static (x, _) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))));

    /// <summary><c>1/(1 + e⁻ˣ)</c>, whose derivative is computed from the value.</summary>
    public static ElementwiseFunction Sigmoid { get; } = new(LogisticOf, static (x, _) => LogisticOf(x) * LogisticOf(-x))
    {
        SlopeScale = static (y, _) => y,
    };

    /// <summary><c>tanh(x)</c>, whose derivative is computed from the value.</summary>
    public static ElementwiseFunction Tanh { get; } = new(Math.Tanh, static (x, _) => 1 / (Math.Cosh(x) * Math.Cosh(x)))
    {
        SlopeScale = static (_, _) => 1,
    };

    /// <summary><c>eˣ</c>.</summary>
    public static ElementwiseFunction Exponential { get; } = new(Math.Exp, static (x, _) => Math.Exp(x));

    /// <summary><c>x·clip(x/6 + 1/2)</c>; the derivative is 0 at −3 and 1 at 3.</summary>
    public static ElementwiseFunction HardSwish { get; } = new(
        static x => x * Math.Clamp((x / 6) + 0.5, 0, 1),
        static (x, piece) => piece switch
        {
            0 => 0,
            1 => (x / 3) + 0.5,
            _ => 1,
        })
    {
        Kinks = [-3, 3],
        Piece = static x => x >= 3 ? 2 : x > -3 ? 1 : 0,
        ValueScale = static (x, _) => x <= -3 ? 0 : Math.Abs(x),
        SlopeScale = static (_, _) => 1,
    };

    /// <summary>As in Keras 3 and PyTorch.</summary>
    public static ElementwiseFunction HardSigmoid { get; } = Clip(1.0 / 6);

    /// <summary>As in Keras 2.</summary>
    public static ElementwiseFunction KerasHardSigmoid { get; } = Clip(0.2);

    /// <summary><c>x</c> above 0 and <c>α(eˣ − 1)</c> elsewhere, all times λ = 1.0507, with α = 1.6733.</summary>
    public static ElementwiseFunction Selu { get; } = ScaledElu(1.0507009873554804934193349852946, 1.6732632423543772848170429916717);

    /// <summary><c>x</c> above 0 and <c>α(eˣ − 1)</c> elsewhere.</summary>
    public static ElementwiseFunction Elu(double alpha) => ScaledElu(1, alpha);

    /// <summary><c>x</c> above 0 and <c>slope·x</c> elsewhere.</summary>
    public static ElementwiseFunction LeakyRelu(double slope) => new(x => x > 0 ? x : slope * x, (_, piece) => piece == 1 ? 1 : slope)
    {
        Kinks = [0],
        Piece = static x => x > 0 ? 1 : 0,
        ValueScale = static (x, y) => x > 0 ? 0 : Math.Abs(y),
        SlopeScale = static (_, _) => 0,
    };

    private static ElementwiseFunction ScaledElu(double scale, double alpha) => new(
        x => scale * (x > 0 ? x : alpha * ExpMinusOne(x)),
        (x, piece) => piece == 1 ? scale : scale * alpha * Math.Exp(x))
    {
        Kinks = [0],
        Piece = static x => x > 0 ? 1 : 0,
        SlopeScale = (y, _) => y > 0 ? scale : scale * alpha,
    };

    /// <summary><c>clip(slope·x + 1/2)</c>; the derivative is 0 where a bound is met.</summary>
    private static ElementwiseFunction Clip(double slope) => new(
        x => Math.Clamp((slope * x) + 0.5, 0, 1),
        (_, piece) => piece == 1 ? slope : 0)
    {
        Kinks = [-0.5 / slope, 0.5 / slope],
        Piece = x => (slope * x) + 0.5 is var y && y >= 1 ? 2 : y > 0 ? 1 : 0,
        ValueScale = (x, y) => y is 0 or 1 ? 0 : 0.5 + Math.Abs(slope * x),
    };

    private static double LogisticOf(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double SoftplusOf(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    private static double GeluArgument(double x) => Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

    /// <summary><c>ln(1 + x)</c> for x in [0, 1]: Kahan's correction of the rounding of 1 + x.</summary>
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary><c>eˣ − 1</c> by Kahan's correction.</summary>
    private static double ExpMinusOne(double x)
    {
        double power = Math.Exp(x);
        return power == 1 ? x : power - 1 == -1 ? -1 : (power - 1) * (x / Math.Log(power));
    }
}
