namespace StaticNet.Kernels;

/// <summary>Every activation as the textbook has it, in double: value and derivative at a finite x.</summary>
internal static class ActivationReference
{
    public static (double Value, double Derivative) Identity(double x) => (x, 1);

    public static (double Value, double Derivative) Relu(double x) => x <= 0 ? (0, 0) : (x, 1);

    public static (double Value, double Derivative) LeakyRelu(double x, double slope) => x <= 0 ? (slope * x, slope) : (x, 1);

    public static (double Value, double Derivative) Elu(double x, double alpha) =>
        x <= 0 ? (alpha * VectorMathReference.ExpMinusOne(x), alpha * Math.Exp(x)) : (x, 1);

    public static (double Value, double Derivative) Selu(double x)
    {
        (double value, double derivative) = Elu(x, 1.6732632423543772848);
        return (1.0507009873554804934 * value, 1.0507009873554804934 * derivative);
    }

    public static (double Value, double Derivative) Gelu(double x)
    {
        double tail = VectorMathReference.NormalTail(Math.Abs(x));
        double distribution = x < 0 ? tail : 1 - tail;
        return (x * distribution, distribution + (x * VectorMathReference.NormalDensity(x)));
    }

    public static (double Value, double Derivative) GeluTanh(double x)
    {
        // ½(1 + tanh u) is the logistic function of 2u, which keeps its digits far below 0.
        double twice = 2 * Math.Sqrt(2 / Math.PI);
        (double sigmoid, double slope) = Sigmoid(twice * (x + (0.044715 * x * x * x)));
        return (x * sigmoid, sigmoid + (x * slope * twice * (1 + (3 * 0.044715 * x * x))));
    }

    public static (double Value, double Derivative) Silu(double x)
    {
        double sigmoid = VectorMathReference.Sigmoid(x);
        return (x * sigmoid, sigmoid + (x * sigmoid * VectorMathReference.Sigmoid(-x)));
    }

    public static (double Value, double Derivative) Softplus(double x) =>
        (VectorMathReference.Softplus(x), VectorMathReference.Sigmoid(x));

    public static (double Value, double Derivative) HardSigmoid(double x) => Segment((x / 6) + 0.5, 1, 1.0 / 6);

    public static (double Value, double Derivative) KerasHardSigmoid(double x) => Segment((0.2 * x) + 0.5, 1, 0.2);

    public static (double Value, double Derivative) HardSwish(double x) =>
        x <= -3 ? (0, 0) : x >= 3 ? (x, 1) : (x * (x + 3) / 6, (x / 3) + 0.5);

    public static (double Value, double Derivative) Sigmoid(double x)
    {
        double value = VectorMathReference.Sigmoid(x);
        return (value, value * VectorMathReference.Sigmoid(-x));
    }

    public static (double Value, double Derivative) Tanh(double x)
    {
        double value = Math.Tanh(x);
        return (value, 1 - (value * value));
    }

    public static (double Value, double Derivative) Relu6(double x) => Segment(x, 6, 1);

    public static (double Value, double Derivative) Softsign(double x)
    {
        double divisor = 1 + Math.Abs(x);
        return (x / divisor, 1 / (divisor * divisor));
    }

    public static (double Value, double Derivative) Mish(double x)
    {
        double tanh = Math.Tanh(VectorMathReference.Softplus(x));
        return (x * tanh, tanh + (x * (1 - (tanh * tanh)) * VectorMathReference.Sigmoid(x)));
    }

    public static (double Value, double Derivative) Exponential(double x) => (Math.Exp(x), Math.Exp(x));

    // The line kept within [0, high]; its slope counts inside only.
    private static (double Value, double Derivative) Segment(double line, double high, double slope) =>
        line <= 0 ? (0, 0) : line >= high ? (high, 0) : (line, slope);
}
